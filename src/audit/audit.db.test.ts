// The chain finds a single altered, removed or re-ordered entry (TRU3).
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { verbs } from '#access/verbs.ts'
import { useDatabase, work } from '#access/work.server.ts'
import { makeNetwork, makePerson } from '#access/testing/people.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { linkWaiting, startLinker } from './link.server.ts'
import { takeCheckpoint, verifyAudit } from './verify.server.ts'

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
