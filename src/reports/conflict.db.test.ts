// Conflict of interest (REP1, decision 0012): what the database lets the public do, and what those who were left out can find.
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { grantKeys, listWaitingForKeys } from '#access/grant-keys.server.ts'
import { useDatabase } from '#access/work.server.ts'
import { id, makePerson, type TestCircle, type TestPerson } from '#access/testing/people.ts'
import { readAudit } from '#app/read-audit.server.ts'
import { today } from '#app/today.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { setClock } from '#platform/clock.server.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import {
  base64url,
  hex,
  keysFrom,
  openUnsignedWrap,
  asSealed,
  fromBase64url,
  open,
  random
} from '#seal/index.ts'
import { submitReport } from './arrive.server.ts'
import { comeBack } from './come-back.server.ts'
import { decideReport } from './decide-report.server.ts'
import { listInbox } from './list-inbox.server.ts'
import { readReport } from './read-report.server.ts'
import { Reply, reply } from './reply.server.ts'
import { showFileParts } from './show-file.server.ts'
import { refused, timezone } from './testing/desk.ts'
import { teamOfTwo } from './testing/left-out.ts'

const database = testDatabase()
let two: Awaited<ReturnType<typeof teamOfTwo>>
let network: NetworkId
let ours: TestPerson
let theirs: TestPerson
let manager: TestPerson
let intake: TestCircle
let now: typeof two.now

beforeAll(async () => {
  useDatabase(database)
  setClock(() => new Date('2026-03-02T10:00:00Z'))
  two = await teamOfTwo(database)
  ;({ network, ours, theirs, intake, now } = two)
  manager = await makePerson(database, network, 'case-manager')
})

describe('a report that an organisation must not read', () => {
  it('opens for the others, with what they were given', async () => {
    const { code, circle, file } = await two.arrive()
    const actor = await two.fresh(ours)
    const page = await readReport(actor, code, timezone)
    expect(page.leftOut.map(o => o.id)).toEqual([theirs.actor.organisation])
    expect(page.keys.epochs).toMatchObject([{ circle, epoch: 1 }])
    const wrap = page.keys.wraps.find(w => w.circle === circle)!
    const { value } = await openUnsignedWrap({
      network,
      circle,
      epoch: 1,
      account: actor.account,
      sealed: asSealed<Uint8Array>(fromBase64url(wrap.sealed)),
      identities: [ours.keys.identity]
    })
    const opened = await open<{ what: string }>(asSealed(fromBase64url(page.sealed!)), {
      kind: 'report',
      ctx: { network, table: 'reports.envelopes', row: page.id, circle, epoch: 1, purpose: 'report', rev: 1 },
      identities: [(await keysFrom(value, 'circle')).identity],
      verifier: () => null,
      anonymous: 'allowed'
    })
    expect(opened.value.what).toBe('reč')
    expect((await showFileParts(actor, code, file, 0)).parts.map(part => [...part])).toEqual([[1, 2, 3]])
    expect((await listInbox(actor, 'open', timezone)).rows.map(r => r.code)).toContain(code)
  })

  it('is not there for those who were left out: list, counts, link, file, log, today, key', async () => {
    const { code, circle, file, row } = await two.arrive()
    const actor = await two.fresh(theirs)
    expect(actor.circles).toEqual([intake.id])
    for (const tab of ['open', 'done', 'held'] as const)
      expect(await listInbox(actor, tab, timezone)).toMatchObject({ rows: [], more: false, held: 0 })
    const nothing = await refused(readReport(actor, 'nema-1', timezone))
    expect(await refused(readReport(actor, code, timezone))).toBe(nothing)
    expect(await refused(showFileParts(actor, code, file, 0))).toBe(
      await refused(showFileParts(actor, 'nema-1', file, 0))
    )
    expect((await today(actor, timezone)).reports).toEqual([])
    const coordinator = { ...actor, roles: ['coordinator'] as const }
    expect(JSON.stringify(await readAudit(coordinator))).not.toContain(row)
    for (const table of [
      'access.circles where id',
      'access.circle_epochs where circle_id',
      'access.circle_members where circle_id',
      'access.wraps where circle_id',
      'access.report_circles where circle_id',
      'reports.file_parts where circle_id',
      'audit.entries where circle_id'
    ])
      // prettier-ignore
      expect(
        await database.transaction(
          'app',
          { network, circles: actor.circles, account: actor.account },
          async tx => (await sql.raw(`select 1 from ${table} = '${circle}'`).execute(tx)).rows.length
        ),
        table
      ).toBe(0)
    const parts = await database.transaction(
      'app',
      { network, circles: actor.circles },
      async tx => (await sql.raw('select 1 from reports.file_parts').execute(tx)).rows.length
    )
    expect(parts).toBe(0)
  })

  it('can be answered from behind the code, in its own circle', async () => {
    const { receipt, circle, recipient, input, row } = await two.arrive()
    const seen = await comeBack(network, receipt)
    expect(seen.intake).toEqual([{ id: circle, epoch: 1, recipient }])
    const proof = { lookup: hex(receipt.lookup), login: hex(receipt.login) }
    const rest = { row: id(), key: hex(random(16)), epoch: 1, sealed: base64url(input.sealed) }
    await reply(network, Reply.parse({ ...proof, ...rest, circle }), now)
    const kept = await database.owner.query('select circle_id from reports.messages where report_id = $1', [
      row
    ])
    expect(kept.rows).toEqual([{ circle_id: circle }])
    const elsewhere = Reply.parse({ ...proof, ...rest, row: id(), key: hex(random(16)), circle: intake.id })
    expect(await refused(reply(network, elsewhere, now))).toBe('report.circle')
  })

  it('sent twice is one report', async () => {
    const { input, row } = await two.newReport([ours], [theirs.actor.organisation])
    const first = await submitReport(two.anonymous, input, now)
    expect(await submitReport(two.anonymous, input, now)).toEqual(first)
    const twin = await two.newReport([ours], [theirs.actor.organisation])
    expect(await Promise.all([1, 2, 3].map(() => submitReport(two.anonymous, twin.input, now)))).toEqual([
      first,
      first,
      first
    ])
    expect(
      (await database.owner.query('select 1 from reports.envelopes where id = $1', [row])).rowCount
    ).toBe(1)
  })

  it('becomes no case for a team with somebody who was left out', async () => {
    const { code } = await two.arrive()
    const actor = await two.fresh(ours)
    await readReport(actor, code, timezone)
    await database.owner.query('update identity.people set organisation_id = $1 where id = $2', [
      theirs.actor.organisation,
      manager.actor.account
    ])
    const circle = {
      id: id(),
      recipient: intake.keys.recipient,
      wraps: [{ account: manager.actor.account, sealed: new Uint8Array(300) }]
    }
    const decision = {
      row: id(),
      epoch: 1,
      seen: 2,
      decision: 'case',
      case: { case: id(), circle, origin: 'report', fromReport: code, sealed: [], files: [] }
    }
    expect(await refused(decideReport(actor, code, decision as never, timezone))).toBe('report.team-left-out')
    await database.owner.query('update identity.people set organisation_id = $1 where id = $2', [
      manager.actor.organisation,
      manager.actor.account
    ])
    expect(await refused(decideReport(actor, code, decision as never, timezone))).toBe('accepted')
  })

  it('has a key that can be handed to a newcomer, and to nobody who was left out', async () => {
    const { circle } = await two.arrive()
    const newcomer = await makePerson(database, network, 'operator')
    const actor = await two.fresh(ours)
    const waiting = (await listWaitingForKeys(actor)).filter(w => w.circle === circle)
    expect(waiting.map(w => w.account)).toEqual([newcomer.actor.account])
    const sealed = new Uint8Array(300) as never
    const vouch = new Uint8Array(32)
    const grant = (account: string) => grantKeys(actor, { account, circle, epoch: 1, sealed, vouch })
    expect(await refused(grant(theirs.actor.account))).toBe('common.not-found')
    expect(await refused(grant(newcomer.actor.account))).toBe('accepted')
    expect(
      await refused(
        grantKeys(await two.fresh(theirs), { account: theirs.actor.account, circle, epoch: 1, sealed, vouch })
      )
    ).toBe('common.not-found')
    // whatever the code believes
    const settings = { network, circles: [circle], account: ours.actor.account }
    for (const statement of [
      `insert into access.circle_members values ('${network}', '${circle}', '${theirs.actor.account}', 'member', '${ours.actor.account}', now())`,
      `insert into access.wraps values ('${network}', '${circle}', 1, '${theirs.actor.account}', '${ours.actor.account}', '\\x00')`,
      `update access.circle_members set account_id = '${theirs.actor.account}' where account_id = '${newcomer.actor.account}'`,
      `delete from access.report_circles`,
      `update access.report_circles set excluded = '{}'`
    ])
      expect(
        await refused(database.transaction('app', settings, tx => sql.raw(statement).execute(tx))),
        statement
      ).toBe('42501')
  })
})

describe('the public’s role', () => {
  const asPublic = (statement: ReturnType<typeof sql>, circles: string[] = [intake.id]) =>
    refused(database.transaction('public', { network, circles }, tx => statement.execute(tx)))

  it('makes a circle only together with its report', async () => {
    const wraps = sql`array['\\x00']::bytea[]`
    const make = (report: string, circle: string = id()) =>
      sql`select access.make_report_circle(${circle}, ${report}, 'age1', ${[theirs.actor.organisation]}::uuid[],
            ${[ours.actor.account]}::uuid[], ${wraps}, '{}')`
    expect(await asPublic(make(id()))).toBe('23503')
    expect(await asPublic(make(id(), intake.id))).toBe('23505')
    const { rows } = await database.owner.query(
      'select count(*)::int as n from access.circles where kind = $1',
      ['report']
    )
    const { rows: pairs } = await database.owner.query('select count(*)::int as n from access.report_circles')
    expect(rows).toEqual(pairs)
  })

  it('chooses organisations, not people: nobody more, nobody fewer, nobody who was left out', async () => {
    const stranger = await makePerson(database, network, 'operator')
    for (const [readers, leftOut] of [
      [[ours, theirs], [theirs.actor.organisation]],
      [[theirs], [theirs.actor.organisation]],
      [[ours, stranger], [theirs.actor.organisation]],
      [[ours], [id()]],
      [[stranger], [ours.actor.organisation, theirs.actor.organisation]]
    ] as [TestPerson[], string[]][]) {
      const { input } = await two.newReport(readers, leftOut)
      expect(await refused(submitReport(two.anonymous, input, now))).toBe('report.circle')
    }
    const taken = await two.newReport([ours], [theirs.actor.organisation], { circle: intake.id })
    expect(await refused(submitReport(two.anonymous, taken.input, now))).toBe('input.malformed')
    expect(
      (await database.owner.query('select 1 from reports.envelopes where id = $1', [taken.row])).rowCount
    ).toBe(0)
  })

  it('writes into no table of circles by itself, and reads none', async () => {
    const values = `('${network}', '${id()}')`
    for (const statement of [
      `insert into access.circles (network_id, id, kind, made_by, made_at) values ('${network}', '${id()}', 'report', '${id()}', now())`,
      `insert into access.circles (network_id, id, kind, made_by, made_at) values ('${network}', '${id()}', 'intake', '${id()}', now())`,
      `insert into access.circle_epochs values ('${network}', '${intake.id}', 2, 'age1', '${id()}', now())`,
      `insert into access.circle_members values ('${network}', '${intake.id}', '${ours.actor.account}', 'member', '${id()}', now())`,
      `insert into access.wraps values ('${network}', '${intake.id}', 1, '${ours.actor.account}', '${id()}', '\\x00')`,
      `insert into access.report_circles (network_id, circle_id) values ${values}`,
      'select 1 from access.circles',
      'select 1 from access.wraps',
      'select 1 from access.report_circles',
      'update access.circle_members set until_at = now()'
    ])
      expect(await asPublic(sql.raw(statement)), statement).toBe('42501')
  })
})
