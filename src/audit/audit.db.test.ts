// The chain finds a single altered, removed or re-ordered entry (TRU3).
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { verbs } from '#access/verbs.ts'
import { useDatabase, work } from '#access/work.server.ts'
import { makeNetwork, makePerson } from '#access/testing/people.ts'
import type { NetworkId } from '#kernel/id.ts'
import { readHandle } from '#platform/handles.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { printCheckpoint, readCheckpoints } from './checkpoint.ts'
import { hashOf, linkWaiting, startLinker } from './link.server.ts'
import { listCheckpoints, takeCheckpoint } from './take-checkpoint.server.ts'
import { networksWithAudit, verifyAudit, type Place } from './verify.server.ts'

const database = testDatabase()
const can = verbs({ 'test.do': ['operator'] })

const networkWithEntries = async (count: number) => {
  useDatabase(database)
  const network = await makeNetwork(database)
  const { actor } = await makePerson(database, network, 'operator')
  for (let i = 0; i < count; i++)
    await work(actor, can['test.do'], async () => ({ subject: `test/${i}`, detail: { i }, reply: null }))
  while (await linkWaiting(database));
  return { network, actor }
}

describe('the chain', () => {
  it('is whole after concurrent writers, and every entry is linked within a second', async () => {
    const { network, actor } = await networkWithEntries(0)
    const linker = startLinker(database, () => {})
    const started = performance.now()
    await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        work(actor, can['test.do'], async () => ({ subject: `test/${i}`, reply: null }))
      )
    )
    const written = performance.now() - started
    await expect
      .poll(async () => (await verifyAudit(database, network)).entries, { timeout: 1000, interval: 50 })
      .toBe(60)
    expect(written).toBeLessThan(5000)
    await linker.stop()
    expect((await verifyAudit(database, network)).faults).toEqual([])
  })

  it('says which entry was altered', async () => {
    const { network } = await networkWithEntries(6)
    await database.owner.query(
      `update audit.entries set verb = 'test.other' where network_id = $1 and subject = 'test/3'`,
      [network]
    )
    expect((await verifyAudit(database, network)).faults).toEqual([
      { seq: 4, kind: 'altered', subject: 'test/3' }
    ])
  })

  it('notices a changed time, actor, circle or detail', async () => {
    for (const change of [
      `at = at + interval '1 ms'`,
      `actor = 'acc:x'`,
      `circle_id = gen_random_uuid()`,
      `detail = '{"i":9}'`
    ]) {
      const { network } = await networkWithEntries(3)
      await database.owner.query(
        `update audit.entries set ${change} where network_id = $1 and subject = 'test/1'`,
        [network]
      )
      expect((await verifyAudit(database, network)).faults, change).toHaveLength(1)
    }
  })

  it('notices a removed entry, with its link or without', async () => {
    for (const alsoLink of [true, false]) {
      const { network } = await networkWithEntries(5)
      const entry = `(select entry_id from audit.links where network_id = '${network}' and seq = 2)`
      await database.owner.query(`set session_replication_role = replica`)
      const client = await database.owner.connect()
      await client.query(`set session_replication_role = replica`)
      await client.query(`delete from audit.entries where network_id = $1 and id = ${entry}`, [network])
      if (alsoLink) await client.query(`delete from audit.links where network_id = $1 and seq = 2`, [network])
      client.release(true)
      const { faults } = await verifyAudit(database, network)
      expect(faults[0]).toMatchObject({ seq: 2, kind: 'removed' })
    }
  })

  it('notices two entries that changed places', async () => {
    const { network } = await networkWithEntries(5)
    const links = (
      await database.owner.query(
        `select seq, entry_id from audit.links where network_id = $1 and seq in (2, 4)`,
        [network]
      )
    ).rows
    const [a, b] = links
    await database.owner.query(`delete from audit.links where network_id = $1 and seq = 4`, [network])
    await database.owner.query(`update audit.links set entry_id = $2 where network_id = $1 and seq = 2`, [
      network,
      b.entry_id
    ])
    await database.owner.query(
      `insert into audit.links (network_id, seq, entry_id, hash) select $1, 4, $2, hash from audit.links where network_id = $1 and seq = 3`,
      [network, a.entry_id]
    )
    const { faults } = await verifyAudit(database, network)
    expect(faults.map(f => [f.seq, f.kind])).toContainEqual([2, 'altered'])
    expect(faults.map(f => [f.seq, f.kind])).toContainEqual([4, 'altered'])
  })

  it('notices an entry that stands outside, and a chain cut before its checkpoint', async () => {
    const { network } = await networkWithEntries(4)
    await takeCheckpoint(database, network, new Date())
    expect((await verifyAudit(database, network)).faults).toEqual([])
    const client = await database.owner.connect()
    await client.query(`set session_replication_role = replica`)
    await client.query(`delete from audit.links where network_id = $1 and seq = 4`, [network])
    client.release(true)
    const kinds = (await verifyAudit(database, network)).faults.map(f => f.kind)
    expect(kinds).toContain('cut')
    expect(kinds).toContain('unlinked')
  })

  it('rolls the entry back with the act', async () => {
    const { network, actor } = await networkWithEntries(1)
    await expect(
      work(actor, can['test.do'], async ({ db }) => {
        await db.rows(sql`select 1`)
        throw new Error('the act failed')
      })
    ).rejects.toThrow('the act failed')
    await linkWaiting(database)
    expect((await verifyAudit(database, network)).entries).toBe(1)
  })
})

/** As whoever has the whole database in hand: no constraint and no policy holds them back. */
const tamper = async (...statements: [text: string, values: unknown[]][]) => {
  const client = await database.owner.connect()
  await client.query(`set session_replication_role = replica`)
  for (const [text, values] of statements) await client.query(text, values)
  client.release(true)
}
/** Computes the chain anew from a place on, so that it fits together again. */
const relink = async (network: NetworkId, from: number) => {
  const { rows } = await database.owner.query(
    `select l.seq, e.* from audit.links l join audit.entries e on e.network_id = l.network_id and e.id = l.entry_id
     where l.network_id = $1 and l.seq >= $2 order by l.seq`,
    [network, from]
  )
  let prev: Uint8Array = (
    await database.owner.query(`select hash from audit.links where network_id = $1 and seq = $2`, [
      network,
      from - 1
    ])
  ).rows[0].hash
  for (const row of rows) {
    prev = hashOf(network, row.seq, prev, row)
    await tamper([
      `update audit.links set hash = $3 where network_id = $1 and seq = $2`,
      [network, row.seq, Buffer.from(prev)]
    ])
  }
}
const kinds = async (network: NetworkId, kept: Place[] = []) =>
  (await verifyAudit(database, network, kept)).faults.map(f => `${f.seq} ${f.kind}`)
const keptText = async (network: NetworkId) => {
  await takeCheckpoint(database, network, new Date('2026-11-24T02:30:00Z'))
  const all = await database.read('reader', { network }, tx => listCheckpoints(readHandle(tx), network))
  return all.map(printCheckpoint).join('\n')
}

describe('a checkpoint kept outside', () => {
  it('notices the newest entries gone together with their links and the stored checkpoint', async () => {
    const { network } = await networkWithEntries(6)
    const kept = readCheckpoints(await keptText(network))
    expect(await kinds(network, kept)).toEqual([])
    await tamper(
      [
        `delete from audit.entries where network_id = $1 and id in
         (select entry_id from audit.links where network_id = $1 and seq >= 5)`,
        [network]
      ],
      [`delete from audit.links where network_id = $1 and seq >= 5`, [network]]
    )
    expect(await kinds(network), 'the stored one').toEqual(['6 cut'])
    await tamper([`delete from audit.checkpoints where network_id = $1`, [network]])
    expect(await kinds(network), 'without any').toEqual([])
    expect(await kinds(network, kept), 'the kept one').toEqual(['6 cut'])
  })

  it('notices a chain that was changed and computed anew', async () => {
    const { network } = await networkWithEntries(6)
    const kept = readCheckpoints(await keptText(network))
    await tamper(
      [
        `update audit.entries set actor = 'acc:other' where network_id = $1 and subject = 'test/2'`,
        [network]
      ],
      [`delete from audit.checkpoints where network_id = $1`, [network]]
    )
    await relink(network, 3)
    expect(await kinds(network)).toEqual([])
    expect(await kinds(network, kept)).toEqual(['6 rewritten'])
  })

  it('notices an entry taken out of the middle and the rest moved up', async () => {
    const { network } = await networkWithEntries(6)
    const kept = readCheckpoints(await keptText(network))
    await tamper(
      [
        `with gone as (delete from audit.links where network_id = $1 and seq = 3 returning entry_id)
         delete from audit.entries where network_id = $1 and id in (select entry_id from gone)`,
        [network]
      ],
      [`update audit.links set seq = seq - 1 where network_id = $1 and seq > 3`, [network]],
      [`delete from audit.checkpoints where network_id = $1`, [network]]
    )
    await relink(network, 3)
    expect(await kinds(network)).toEqual([])
    expect(await kinds(network, kept)).toEqual(['6 cut'])
  })

  it('notices everything gone', async () => {
    const { network } = await networkWithEntries(2)
    const kept = readCheckpoints(await keptText(network))
    expect(await networksWithAudit(database)).toContain(network)
    await tamper(
      [`delete from audit.entries where network_id = $1`, [network]],
      [`delete from audit.links where network_id = $1`, [network]],
      [`delete from audit.checkpoints where network_id = $1`, [network]]
    )
    expect(await networksWithAudit(database)).not.toContain(network)
    expect(await kinds(network, kept)).toEqual(['2 cut'])
  })

  it('is not needed to notice an entry that was appended behind another place', async () => {
    const { network } = await networkWithEntries(3)
    const { rows } = await database.owner.query(
      `insert into audit.entries (network_id, id, at, actor, verb, subject)
       values ($1, gen_random_uuid(), now(), 'acc:forged', 'test.do', 'test/forged') returning *`,
      [network]
    )
    const { hash } = (
      await database.owner.query(`select hash from audit.links where network_id = $1 and seq = 2`, [network])
    ).rows[0]
    // as if it came third: the true third is passed over
    const forged = Buffer.from(hashOf(network, 4, hash, rows[0]))
    await tamper([`insert into audit.links values ($1, 4, $2, $3)`, [network, rows[0].id, forged]])
    expect(await kinds(network)).toEqual(['4 altered'])
  })

  it('can be read by everybody, and changed by no role of ours', async () => {
    const { network } = await networkWithEntries(2)
    await keptText(network)
    for (const role of ['auditor', 'reader', 'app', 'jobs'] as const)
      for (const statement of ['update audit.checkpoints set seq = seq', 'delete from audit.checkpoints'])
        await expect(
          database.transaction(role, { network }, tx => sql.raw(statement).execute(tx)),
          `${role} ${statement}`
        ).rejects.toMatchObject({ code: '42501' })
    const seen = await database.read('reader', { network: crypto.randomUUID() }, tx =>
      listCheckpoints(readHandle(tx), network)
    )
    expect(seen).toEqual([])
  })
})
