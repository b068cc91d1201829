// What every driver of GraphStore keeps.
import { describe, expect, test } from 'vitest'
import { etagOf } from '../../services/core/etag.ts'
import type { GraphNode } from '../../services/core/graph-store.ts'
import { InternalError } from '../../compiler/internal-error.ts'
import { preimageHash } from '../../services/core/preimage-hash.ts'
import { got, refused } from '../support/outcome.ts'
import { nodeChain, sampleNode, sampleQueue, soon } from '../support/store-samples.ts'
import { freshStores } from '../support/stores-place.ts'
import type { StoresFactory } from '../support/stores-place.ts'
import { startStoresProcess } from '../support/stores-process.ts'

const idsOf = (nodes: readonly GraphNode[]) => nodes.map((node) => node.nodeId)

export function graphStoreContract(name: string, factory: StoresFactory): void {
  describe(`graph: ${name}`, () => {
    const here = freshStores(factory)
    const graph = () => here.stores.graph
    const commit = (nodes: readonly GraphNode[], queues = [] as ReturnType<typeof sampleQueue>[]) =>
      graph().commit({ nodes, queues }, soon())

    test('gives committed nodes back whole', async () => {
      const nodes = nodeChain(3)
      expect(got(await commit(nodes))).toEqual({ createdNodes: idsOf(nodes), createdQueues: [] })
      expect(got(await graph().nodes(idsOf(nodes), soon()))).toEqual(new Map(nodes.map((n) => [n.nodeId, n])))
    })

    test('knows what exists and answers only for what was asked', async () => {
      const nodes = nodeChain(3)
      got(await commit(nodes))
      const [first] = nodes
      const known = got(await graph().known([first?.nodeId ?? '', 'f'.repeat(64)], soon()))
      const hash = first && preimageHash(first)
      expect([...known.values()]).toEqual([{ nodeId: first?.nodeId, preimageHash: hash }])
      expect(got(await graph().known([], soon())).size).toBe(0)
    })

    test('creates nothing twice', async () => {
      const nodes = nodeChain(4)
      got(await commit(nodes.slice(0, 2)))
      expect(got(await commit([...nodes, ...nodes])).createdNodes).toEqual(idsOf(nodes.slice(2)))
      expect(got(await commit(nodes)).createdNodes).toEqual([])
    })

    test('takes the label of the first commit for good', async () => {
      const [node] = nodeChain(1)
      if (!node) throw new TypeError('no node')
      got(await commit([node]))
      got(await commit([{ ...node, label: 'another' }]))
      expect(got(await graph().nodes([node.nodeId], soon())).get(node.nodeId)?.label).toBe(node.label)
    })

    test('refuses another preimage under a known id, whole', async () => {
      const [node, other] = [sampleNode(1), sampleNode(2)]
      got(await commit([node]))
      const fresh = sampleNode(3)
      const conflict = refused(await commit([fresh, { ...other, nodeId: node.nodeId }]), 'nodeConflict')
      expect(conflict).toMatchObject({ nodeId: node.nodeId, code: 'QD4101' })
      expect(got(await graph().known([fresh.nodeId], soon())).size).toBe(0)
      expect(got(await graph().nodes([node.nodeId], soon())).get(node.nodeId)).toEqual(node)
    })

    test('refuses two preimages for one new id in one commit', async () => {
      const [node, other] = [sampleNode(1), sampleNode(2)]
      const conflict = refused(await commit([node, { ...other, nodeId: node.nodeId }]), 'nodeConflict')
      expect(conflict.nodeId).toBe(node.nodeId)
    })

    test('takes hashes that are not those of the preimage for a bug', async () => {
      const [node, other] = [sampleNode(1), sampleNode(2)]
      await expect(commit([{ ...node, configHash: other.configHash }])).rejects.toThrow(InternalError)
    })

    test('refuses a node whose input is nowhere', async () => {
      const [first, second] = nodeChain(2)
      if (!first || !second) throw new TypeError('no nodes')
      const dangling = refused(await commit([second]), 'nodeDangling')
      expect(dangling).toMatchObject({ missing: first.nodeId, by: `node ${second.nodeId}` })
      got(await commit([first]))
      got(await commit([second]))
    })

    test('creates queues once and compares them afterwards', async () => {
      const [node] = nodeChain(1)
      if (!node) throw new TypeError('no node')
      const queue = sampleQueue('dev', node)
      expect(got(await commit([node], [queue])).createdQueues).toEqual([node.nodeId])
      expect(got(await commit([node], [queue])).createdQueues).toEqual([])
      const other = { ...queue, partitions: 3, retentionMs: 1000 }
      const { differences } = refused(await commit([sampleNode(9)], [other]), 'queueMismatch')
      expect(differences).toEqual([
        { subject: queue.topic, field: 'partitions', wanted: '3', found: '1' },
        { subject: queue.topic, field: 'retentionMs', wanted: '1000', found: 'null' },
      ])
      expect(got(await graph().known([sampleNode(9).nodeId], soon())).size).toBe(0)
      expect(got(await graph().queues('dev', [node.nodeId], soon()))).toEqual([
        { ...queue, etag: etagOf(queue) },
      ])
    })

    test('gives no topic to two nodes', async () => {
      const [a, b] = [sampleNode(1), sampleNode(2)]
      got(await commit([a], [sampleQueue('dev', a)]))
      const stolen = { ...sampleQueue('dev', b), topic: sampleQueue('dev', a).topic }
      const { differences } = refused(await commit([b], [stolen]), 'queueMismatch')
      expect(differences.map((d) => d.field)).toEqual(['nodeId'])
    })

    test('refuses a queue of a node that does not exist', async () => {
      const loose = sampleQueue('dev', sampleNode(1))
      expect(refused(await commit([], [loose]), 'nodeDangling').missing).toBe(loose.nodeId)
    })

    test('keeps the queues of environments apart', async () => {
      const nodes = nodeChain(2)
      got(
        await commit(nodes, [...nodes.map((n) => sampleQueue('dev', n)), sampleQueue('prod', sampleNode(0))]),
      )
      expect(got(await graph().queues('dev', 'all', soon())).length).toBe(2)
      expect(got(await graph().queues('prod', 'all', soon())).map((q) => q.nodeId)).toEqual([
        sampleNode(0).nodeId,
      ])
      expect(got(await graph().queues('prod', idsOf(nodes), soon())).length).toBe(1)
      expect(got(await graph().queues('none', 'all', soon()))).toEqual([])
    })

    test('finds consumers and nodes with the same kernel', async () => {
      const base = sampleNode(0)
      const readers = [sampleNode(1, [base]), sampleNode(2, [base, base]), sampleNode(3)]
      got(await commit([base, ...readers]))
      const consumers = got(await graph().consumers([base.nodeId], soon()))
      expect(consumers).toEqual(
        idsOf(readers.slice(0, 2))
          .toSorted()
          .map((nodeId) => ({ input: base.nodeId, nodeId })),
      )
      const same = got(await graph().sameKernel([base.codeHash], 10, soon()))
      expect(idsOf(same)).toEqual([base.nodeId, sampleNode(3).nodeId].toSorted())
      expect(got(await graph().sameKernel([base.codeHash], 1, soon())).length).toBe(1)
    })

    test('remembers who uses a node until it is released', async () => {
      const nodes = nodeChain(3)
      got(await commit(nodes))
      const [a, b] = [sampleNode(0).nodeId, nodes[1]?.nodeId ?? '']
      const use = (strategy: string, nodeId: string) => ({ strategy, nodeId })
      got(await graph().retain('prod', 1, [use('s', a)], soon()))
      got(await graph().retain('dev', 1, [use('t', a), use('s', a), use('s', b), use('s', b)], soon()))
      got(await graph().retain('dev', 1, [use('s', a)], soon()))
      const users = async () =>
        got(await graph().uses([a, b], soon())).map(
          (u) => `${u.environment}/${u.strategy}/${u.nodeId === a ? 'a' : 'b'}`,
        )
      const all = ['dev/s/a', 'dev/s/b', 'dev/t/a', 'prod/s/a']
      expect((await users()).toSorted()).toEqual(all)
      got(await graph().release('dev', 1, [use('s', a), use('nobody', a)], soon()))
      expect((await users()).toSorted()).toEqual(all.slice(1))
    })

    test('refuses uses of unknown nodes and of older epochs', async () => {
      const [node] = nodeChain(1)
      if (!node) throw new TypeError('no node')
      got(await commit([node]))
      const uses = [{ strategy: 's', nodeId: node.nodeId }]
      got(await graph().retain('dev', 5, uses, soon()))
      expect(refused(await graph().release('dev', 4, uses, soon()), 'fenced')).toMatchObject({
        epoch: 4,
        current: 5,
      })
      refused(await graph().retain('dev', 4, uses, soon()), 'fenced')
      got(await graph().retain('prod', 1, uses, soon()))
      refused(await graph().retain('dev', 5, [{ strategy: 's', nodeId: 'none' }], soon()), 'nodeDangling')
      expect(got(await graph().uses([node.nodeId], soon())).length).toBe(2)
    })

    test('answers for thousands of ids at once', async () => {
      const nodes = nodeChain(2500)
      got(
        await commit(
          nodes,
          nodes.map((node) => sampleQueue('dev', node)),
        ),
      )
      expect(got(await graph().known(idsOf(nodes), soon())).size).toBe(2500)
      expect(got(await graph().nodes(idsOf(nodes), soon())).size).toBe(2500)
      expect(got(await graph().queues('dev', idsOf(nodes), soon())).length).toBe(2500)
    })

    test('stores each node once when processes commit at the same time', async () => {
      const racers = Array.from({ length: 2 }, () => startStoresProcess(here.place.address, 'commit', 20))
      for (const racer of racers) expect(await racer.next()).toBe('ready')
      for (const racer of racers) racer.goOn()
      await Promise.all(racers.map((racer) => racer.end()))
      const created = racers.flatMap((racer) =>
        racer.lines.slice(1).flatMap((line) => line.split(' ').slice(2)),
      )
      const wanted = Array.from({ length: 20 }, (_, n) => [...nodeChain(10), ...nodeChain(5, n * 3)]).flat()
      expect(new Set(created)).toEqual(new Set(idsOf(wanted)))
      expect(created.length).toBe(new Set(created).size)
    })

    test('keeps every node that a killed process was told of', async () => {
      const child = startStoresProcess(here.place.address, 'trickle')
      for (let n = 0; n < 25; n += 1) expect(await child.next()).toBe(`node ${n}`)
      await child.kill()
      const nodes = child.lines.map((_, n) => sampleNode(n))
      expect(got(await graph().nodes(idsOf(nodes), soon())).size).toBe(nodes.length)
    })
  })
}
