// The state's tables in SQLite. `user_version` is the version of this text; 0 is a state that was
// never written.

export const SCHEMA_VERSION = 1

/** `QMTL`: tells our files from other programs' databases. */
export const APPLICATION_ID = 0x514d_544c

export const SCHEMA = `
create table environments (
  environment text primary key,
  generation integer not null
) strict;

create table generations (
  environment text not null references environments,
  generation integer not null,
  apply_id text not null,
  plan_digest text not null,
  promoted_at integer not null,
  put text not null,
  removed text not null,
  primary key (environment, generation),
  unique (environment, apply_id)
) strict;

create table strategies (
  environment text not null references environments,
  name text not null,
  since integer not null,
  until integer,
  dag_id text not null,
  params text not null,
  file text not null,
  document text not null,
  document_hash text not null,
  primary key (environment, name, since)
) strict;
create unique index newest_strategies on strategies (environment, name) where until is null;

create table streams (
  environment text not null,
  key text not null,
  attributes text not null,
  primary key (environment, key)
) strict;

create table applies (
  id text primary key,
  environment text not null,
  number integer not null,
  plan_digest text not null,
  plan text not null,
  plan_hash text not null,
  status text not null,
  cause text,
  submitted_at integer not null,
  unique (environment, number)
) strict;
create unique index accepted_plans on applies (environment, plan_digest)
  where status not in ('Failed', 'Cancelled');

create table operations (
  apply_id text not null references applies,
  position integer not null,
  id text not null,
  resource text not null,
  action text not null,
  status text not null,
  note text,
  primary key (apply_id, id)
) strict;

create table events (
  sequence integer primary key autoincrement,
  environment text,
  kind text not null,
  subject text not null,
  data text not null,
  at integer not null
) strict;

create table leases (
  key text primary key,
  epoch integer not null,
  owner text,
  host text not null,
  pid integer not null,
  started text not null,
  expires_at integer not null
) strict;

create table texts (hash text primary key, text text not null) strict;

create table nodes (
  node_id text primary key,
  node_type text not null,
  code_hash text not null references texts,
  config_hash text not null,
  schema_hash text not null references texts,
  preimage_hash text not null,
  seal text not null,
  config text not null,
  interval text not null,
  period integer not null,
  label text not null,
  created_at integer not null
) strict;
create index nodes_by_kernel on nodes (code_hash, node_id);

create table node_inputs (
  node_id text not null references nodes,
  slot integer not null,
  input text not null references nodes,
  primary key (node_id, slot)
) strict;
create index node_consumers on node_inputs (input, node_id);

create table queues (
  environment text not null,
  node_id text not null references nodes,
  topic text not null unique,
  incarnation integer not null,
  reason text not null,
  partitions integer not null,
  replication integer not null,
  retention_ms integer,
  compaction integer not null,
  primary key (node_id, environment)
) strict;
create index queues_by_environment on queues (environment, node_id);

create table uses (
  environment text not null,
  strategy text not null,
  node_id text not null references nodes,
  primary key (environment, strategy, node_id)
) strict;
create index uses_of_nodes on uses (node_id);

create table use_epochs (environment text primary key, epoch integer not null) strict;

create table rates (
  code_hash text primary key,
  ns_per_bar real not null,
  bars integer not null
) strict;
`
