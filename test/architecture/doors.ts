// The one place through which each outside library is known. A library that is not listed may not be
// imported by the product at all: its row, with its door, comes first.

/** Packages, by name. Some are not used yet; their doors are decided already. */
export const packageDoors: Readonly<Record<string, readonly string[]>> = {
  chevrotain: ['dsl/syntax'],
  yaml: ['cli/project'],
  zod: ['cli/schemas', 'services/gateway/http'],
  '@oclif/core': [
    'cli/program.ts',
    'cli/base-command.ts',
    'cli/flags.ts',
    'cli/help.ts',
    'cli/commands',
    'cli/packaging',
  ],
  ink: ['cli/tui'],
  react: ['cli/tui'],
  'ts-morph': ['cli/ts'],
  esbuild: ['cli/packaging', 'cli/ts', 'cli/bin/jsx.js'],
  kysely: ['services/drivers/embedded', 'services/drivers/postgres', 'services/drivers/sql'],
  pg: ['services/drivers/postgres'],
  ioredis: ['services/drivers/redis'],
  'neo4j-driver': ['services/drivers/neo4j'],
  kafkajs: ['services/drivers/kafka'],
  '@platformatic/kafka': ['services/drivers/kafka'],
  '@grpc/grpc-js': ['services/dag-manager/grpc'],
  '@bufbuild/protobuf': ['services/dag-manager/grpc'],
  fastify: ['services/gateway/http', 'services/dag-manager/http'],
  '@fastify/swagger': ['services/gateway/http'],
  'fastify-type-provider-zod': ['services/gateway/http'],
  pino: ['services/host'],
  'prom-client': ['services/host'],
  cockatiel: ['services/core/retry.ts'],
  piscina: ['services/runner'],
}

/** Node's own modules that reach outside the process or hold a clock; the others are free above `compiler`. */
export const nodeDoors: Readonly<Record<string, readonly string[]>> = {
  'node:sqlite': ['services/drivers/embedded'],
  'node:fs': [
    'cli/project',
    'cli/packaging',
    'cli/bin',
    'cli/crash-report.ts',
    'services/drivers',
    'services/host',
  ],
  'node:child_process': ['cli/packaging', 'cli/ts'],
  'node:worker_threads': ['services/runner', 'services/host'],
  'node:net': ['services/host', 'services/drivers'],
  'node:http': ['services/host', 'services/drivers'],
}

/** All of Node that the pure half of the product may know. */
export const pureHalf: Readonly<Record<string, readonly string[]>> = {
  'node:crypto': ['compiler/identity'],
}
