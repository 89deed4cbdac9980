// PLN5: the annual report goes from draft to the public in order; what is published never changes, and is corrected in another edition.
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeNetwork, makePerson } from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import type { StaffActor } from '#kernel/actor.ts'
import type { NetworkId } from '#kernel/id.ts'
import { languages, locales, type Language } from '#kernel/locale.ts'
import { loadNetworkProfile } from '#kernel/network-profile.ts'
import { makeNetworkWithPlan } from '#plan/testing/network.ts'
import { setClock } from '#platform/clock.server.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { advanceReport, type AdvanceReport } from './advance-report.server.ts'
import type { ReportSources } from './annual-report.server.ts'
import { correctReport } from './correct-report.server.ts'
import { draft, editReport } from './edit-report.server.ts'
import {
  findReportToApprove,
  listPublished,
  listReportYears,
  readPublished,
  readReportOf
} from './read-report.server.ts'

const database = testDatabase()
const timezone = 'Europe/Belgrade'
const profile = loadNetworkProfile(readFileSync('strategy/ranilug-network.yaml', 'utf8'))
const year = 2026
const sources: ReportSources = {
  targets: async () => new Map(),
  evaluations: async () => [],
  places: async () => undefined
}
const send = () => ({ step: 'send' as const, approvers: [coordinator.account] })

let network: NetworkId
let monitor: StaffActor
let colleague: StaffActor
let coordinator: StaffActor

beforeAll(() => useDatabase(database))
beforeEach(async () => {
  network = await makeNetworkWithPlan(database)
  if (!profile.ok) throw new Error('the shipped profile does not load')
  await owner('update identity.networks set profile = $2 where network_id = $1', [network, profile.profile])
  monitor = (await makePerson(database, network, 'monitoring-officer')).actor
  colleague = (await makePerson(database, network, 'monitoring-officer')).actor
  coordinator = (await makePerson(database, network, 'coordinator')).actor
  at('2027-01-12T09:00:00Z')
})
const owner = async (text: string, values: unknown[] = []) => (await database.owner.query(text, values)).rows
const at = (instant: string) => setClock(() => new Date(instant))
const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (e: { code?: string; status?: number }) => `${e.status} ${e.code}`
  )
const begin = () => draft(monitor, year, timezone, sources)
const step = (by: StaffActor, input: AdvanceReport) =>
  advanceReport(by, year, input, timezone, 'https://fener.example')
const read = () => readReportOf(monitor, year, timezone)
const wordsOf = async (language: Language) => {
  const block = (await read()).report.sections[0]!.blocks[0]!
  return block.kind === 'words' ? block.text[language] : ''
}
const write = async (by: StaffActor, language: Language, text: string, before?: string) =>
  editReport(
    by,
    year,
    {
      section: 'short',
      block: 'short-who',
      language,
      before: before ?? (await wordsOf(language)),
      text
    },
    timezone
  )
const writeAll = async (text: string) => {
  for (const language of languages) await write(monitor, language, `${text} (${language})`)
}
const publish = async () => {
  await step(monitor, send())
  await step(coordinator, { step: 'approve' })
  await step(coordinator, { step: 'publish' })
}
const reason = { sr: 'Broj je bio pogrešan.', sq: 'Numri ishte i gabuar.', en: 'The number was wrong.' }
const openCorrection = (by = monitor) => correctReport(by, year, { step: 'open', reason }, timezone, sources)
const setValue = (indicator: string, n: number) =>
  owner(
    `insert into plan.indicator_values (network_id, id, indicator, period_from, period_to, value, source, definition, evidence, at)
     values ($1, gen_random_uuid(), $2, '2026-01-01', '2027-01-01', $3, 'by-hand', 1, 'x', now())`,
    [network, indicator, { kind: 'count', value: n, breakdown: [], counted: 0 }]
  )
const page = async (edition?: number) =>
  JSON.stringify((await readPublished(network, year, 'en', edition)).tree.sections)

describe('the way to the public', () => {
  it('is draft, edit, send, approve, publish: in four languages, as page and as PDF', async () => {
    await begin()
    await writeAll('Napisali smo ovo zajedno.')
    await step(monitor, send())
    expect(await findReportToApprove(coordinator)).toBe(year)
    await step(coordinator, { step: 'approve' })
    expect(await listPublished(network)).toEqual([])
    await step(monitor, { step: 'publish' })
    expect(await listPublished(network)).toEqual([{ year }])
    const texts = await Promise.all(
      locales.map(async locale => {
        const { tree, pdf, edition } = await readPublished(network, year, locale)
        expect(edition).toBe(1)
        expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-')
        return JSON.stringify(tree)
      })
    )
    expect(texts[0]).toContain('Napisali smo ovo zajedno. (sr)')
    expect(texts[1]).toContain('Написали смо ово заједно.')
    expect(texts[2]).toContain('(sq)')
    expect(texts[3]).toContain('(en)')
  })

  it('refuses every step that is not the next one', async () => {
    const steps = {
      draft: begin,
      edit: () => write(monitor, 'sr', 'x', ''),
      send: () => step(monitor, send()),
      approve: () => step(coordinator, { step: 'approve' }),
      return: () => step(coordinator, { step: 'return', reason: 'Dopunite.' }),
      publish: () => step(coordinator, { step: 'publish' }),
      open: () => openCorrection(),
      drop: () => correctReport(monitor, year, { step: 'drop' }, timezone, sources)
    }
    const allowed: Record<string, (keyof typeof steps)[]> = {
      'not-begun': ['draft'],
      draft: ['draft', 'edit', 'send'],
      waiting: ['return', 'approve'],
      approved: ['return', 'publish'],
      published: ['open'],
      correcting: ['edit', 'send', 'drop']
    }
    const tryAll = async (status: string) => {
      expect((await read()).report.status).toBe(status)
      for (const name of Object.keys(steps) as (keyof typeof steps)[]) {
        if (allowed[status]!.includes(name)) continue
        expect(await refused(steps[name]()), `${name} when ${status}`).toMatch(
          /^4(09|22) (report\.not-now|report\.no-such-block|common\.changed-by-other)$/
        )
      }
      expect((await read()).report.status, status).toBe(status)
    }
    await tryAll('not-begun')
    await begin()
    await tryAll('draft')
    await steps.send()
    await tryAll('waiting')
    await steps.approve()
    await tryAll('approved')
    await steps.publish()
    await tryAll('published')
    await steps.open()
    await tryAll('correcting')
    expect(
      await owner('select distinct edition from publication.editions where network_id = $1', [network])
    ).toEqual([{ edition: 1 }])
  }, 30_000)

  it('answers whoever lacks the verb as if there were nothing', async () => {
    await begin()
    const operator = (await makePerson(database, network, 'operator')).actor
    const nothing = '404 common.not-found'
    expect(await refused(draft(operator, year, timezone, sources))).toBe(nothing)
    expect(await refused(write(operator, 'sr', 'x'))).toBe(nothing)
    // whoever works at the desk reads along and may say something about it
    expect(await refused(readReportOf(operator, year, timezone))).toBe('accepted')
    expect(await refused(step(coordinator, send()))).toBe(nothing)
    await step(monitor, send())
    expect(await refused(step(monitor, { step: 'approve' }))).toBe(nothing)
    expect(await refused(step(monitor, { step: 'return', reason: 'x' }))).toBe(nothing)
    await step(coordinator, { step: 'approve' })
    expect(await refused(step(operator, { step: 'publish' }))).toBe(nothing)
    await step(monitor, { step: 'publish' })
    expect(await refused(openCorrection(operator))).toBe(nothing)
    const elsewhere = (await makePerson(database, await makeNetwork(database), 'coordinator')).actor
    expect(await refused(openCorrection(elsewhere))).toBe(nothing)
  })

  it('does not begin for a year that has not begun, nor for nonsense', async () => {
    for (const wrong of [2027 + 1, 1999, NaN, 2026.5])
      expect(await refused(draft(monitor, wrong, timezone, sources)), String(wrong)).not.toBe('accepted')
    expect(await owner('select 1 from publication.annual_reports where network_id = $1', [network])).toEqual(
      []
    )
  })
})

describe('two editors of one report', () => {
  it('at once lose nothing: the second is told and sees both, and decides', async () => {
    await begin()
    const before = await wordsOf('sr')
    const results = await Promise.all([
      refused(write(monitor, 'sr', 'Prve reči.', before)),
      refused(write(colleague, 'sr', 'Druge reči.', before))
    ])
    expect(results.toSorted()).toEqual(['409 common.changed-by-other', 'accepted'])
    const saved = await wordsOf('sr')
    const [first, late] = results[0] === 'accepted' ? [monitor, colleague] : [colleague, monitor]
    expect((await read()).edits).toEqual([
      { block: 'short-who', language: 'sr', who: first.name, at: '2027-01-12T09:00:00.000Z' }
    ])
    await write(late, 'sr', `${saved}\n\nI moje.`, saved)
    expect(await wordsOf('sr')).toBe(`${saved}\n\nI moje.`)
  })

  it('of different paragraphs and languages do not disturb each other', async () => {
    await begin()
    const [sr, sq] = [await wordsOf('sr'), await wordsOf('sq')]
    expect(
      await Promise.all([
        refused(write(monitor, 'sr', `${sr} Dodato.`, sr)),
        refused(write(colleague, 'sq', `${sq} Shtuar.`, sq))
      ])
    ).toEqual(['accepted', 'accepted'])
    expect([await wordsOf('sr'), await wordsOf('sq')]).toEqual([`${sr} Dodato.`, `${sq} Shtuar.`])
  })

  it('pressing Publish at once publish one edition', async () => {
    await begin()
    await step(monitor, send())
    await step(coordinator, { step: 'approve' })
    const results = await Promise.all([
      refused(step(monitor, { step: 'publish' })),
      refused(step(coordinator, { step: 'publish' }))
    ])
    expect(results.toSorted()[1]).toBe('accepted')
    expect(results.toSorted()[0]).toMatch(/^409 /)
    expect(await owner('select count(*) from publication.editions where network_id = $1', [network])).toEqual(
      [{ count: 4 }]
    )
  })
})

describe('what was approved', () => {
  it('is what is published: values and tasks that change afterwards do not reach it', async () => {
    await setValue('a1-p2', 141)
    await begin()
    await step(monitor, send())
    await step(coordinator, { step: 'approve' })
    await setValue('a1-p2', 142)
    await owner(
      `insert into plan.task_facts (network_id, id, task, kind, happened_on, at, account_id, detail)
       select $1, gen_random_uuid(), 'a1-z1', kind, '2027-01-12', now(), $2, '{"evidence":"x"}'
       from unnest(array['evidence-added', 'task-done']) kind`,
      [network, monitor.account]
    )
    await step(coordinator, { step: 'publish' })
    const said = await page()
    expect(said).toContain('"text":"141"')
    expect(said).not.toContain('"text":"142"')
    const { values } = await read()
    expect(values.find(v => v.chip === 'tasks-done')!.shown).toEqual({ kind: 'count', value: { shown: 0 } })
  })

  it('tells the tasks of the day of its draft, in words as in tables, until it is drafted anew', async () => {
    await begin()
    at('2027-01-20T09:00:00Z')
    await owner(
      `insert into plan.task_facts (network_id, id, task, kind, happened_on, at, account_id, detail)
       values ($1, gen_random_uuid(), 'a1-z1', 'task-done', '2027-01-15', now(), $2, '{}')`,
      [network, monitor.account]
    )
    const tasksDone = async () => {
      const { values, report } = await read()
      const table = report.sections.flatMap(s => s.blocks).find(b => b.kind === 'progress')!
      const rows = table.groups.flatMap(g => g.rows)
      const said = values.find(v => v.chip === 'tasks-done')!
      return [said.shown, said.origin, rows.reduce((n, r) => n + r.progress.done, 0)]
    }
    const count = (shown: number) => ({ kind: 'count', value: { shown } })
    expect(await tasksDone()).toEqual([count(0), { from: 'plan', on: '2027-01-12' }, 0])
    await begin()
    expect(await tasksDone()).toEqual([count(1), { from: 'plan', on: '2027-01-20' }, 1])
  })

  it('is sent to somebody: nobody ticked is said, not called malformed', async () => {
    await begin()
    expect(await refused(step(monitor, { step: 'send', approvers: [] }))).toBe('409 report.needs-approver')
  })

  it('cannot be changed or removed by any role of ours', async () => {
    await begin()
    await publish()
    for (const role of ['app', 'reader', 'identity', 'jobs'] as const)
      for (const statement of [
        `update publication.editions set tree = '{}'`,
        'delete from publication.editions',
        'delete from publication.report_facts',
        `update publication.report_facts set detail = '{}'`
      ])
        await expect(
          database.transaction(role, { network }, tx => sql.raw(statement).execute(tx)),
          `${role}: ${statement}`
        ).rejects.toMatchObject({ code: '42501' })
  })
})

describe('a correction after publishing', () => {
  it('is another edition with its date, its reason and what changed; the earlier one stays as it was', async () => {
    await setValue('a1-p2', 141)
    await begin()
    await publish()
    const before = await page()
    const pdf = (await readPublished(network, year, 'en')).pdf
    at('2027-06-09T09:00:00Z')
    await setValue('a1-p2', 148)
    expect(await page()).toBe(before)
    await openCorrection()
    expect((await read()).correction!.changes.numbers.map(n => n.chip)).toEqual(['a1-p2'])
    await writeAll('Ispravili smo jedan broj.')
    expect(await page()).toBe(before)
    await publish()
    const { tree, edition, editions } = await readPublished(network, year, 'en')
    expect(edition).toBe(2)
    expect(editions.map(e => [e.edition, e.at.toISOString().slice(0, 10)])).toEqual([
      [2, '2027-06-09'],
      [1, '2027-01-12']
    ])
    expect(tree.corrected).toBe('Corrected edition of 9 June 2027: The number was wrong.')
    const corrections = JSON.stringify(tree.sections[0])
    for (const said of ['"text":"141"', '"text":"148"', 'Ispravili smo jedan broj. (en)'])
      expect(corrections).toContain(said)
    expect(corrections).not.toContain('(sq)')
    expect(await page(1)).toBe(before)
    expect(Buffer.from((await readPublished(network, year, 'en', 1)).pdf).equals(Buffer.from(pdf))).toBe(true)
    expect((await readPublished(network, year, 'en', 1)).tree.corrected).toBeUndefined()
    expect((await readPublished(network, year, 'sr-Cyrl')).tree.corrected).toBe(
      'Исправљено издање (9. јун 2027.): Број је био погрешан.'
    )
    expect(await refused(readPublished(network, year, 'en', 3))).toBe('404 common.not-found')
    const { editions: shown, report } = await read()
    expect(report.status).toBe('published')
    expect(shown.map(e => [e.edition, e.on, e.reason?.sr])).toEqual([
      [1, '2027-01-12', undefined],
      [2, '2027-06-09', 'Broj je bio pogrešan.']
    ])
  }, 30_000)

  it('needs its reason in every language, and gives up without a trace in public', async () => {
    await begin()
    await publish()
    const bare = { step: 'open' as const, reason: { ...reason, sq: '' } }
    expect(await refused(correctReport(monitor, year, bare, timezone, sources))).toBe(
      '422 report.needs-words'
    )
    const before = await wordsOf('sr')
    await openCorrection(coordinator)
    await write(monitor, 'sr', 'Drugačije.')
    expect((await listReportYears(monitor)).rows).toEqual([{ year, kind: 'correction-opened' }])
    await correctReport(monitor, year, { step: 'drop' }, timezone, sources)
    expect(await wordsOf('sr')).toBe(before)
    expect((await read()).report.status).toBe('published')
    expect((await readPublished(network, year, 'sr-Latn')).editions).toHaveLength(1)
  })

  it('hides a number of reports that moved by a few: two editions can be subtracted', async () => {
    const count = (n: number) =>
      owner(
        `insert into plan.indicator_values (network_id, id, indicator, period_from, period_to, value, source, definition, at)
         values ($1, gen_random_uuid(), 'reports-received', '2026-01-01', '2027-01-01', $2, 'computed', 1, clock_timestamp())`,
        [network, { kind: 'count', value: n, breakdown: [], counted: n }]
      )
    await count(47)
    await begin()
    await publish()
    await count(49)
    await openCorrection()
    await publish()
    expect(await page(1)).toContain('"text":"47"')
    const second = await page(2)
    expect(second).not.toContain('"text":"49"')
    expect(second).toContain('hidden to protect people')
  }, 30_000)

  it('of a correction is a third edition', async () => {
    await begin()
    await publish()
    for (const text of ['Prva ispravka.', 'Druga ispravka.']) {
      await openCorrection()
      await writeAll(text)
      await publish()
    }
    const { edition, tree } = await readPublished(network, year, 'sr-Latn')
    expect(edition).toBe(3)
    const said = JSON.stringify(tree.sections[0])
    expect(said).toContain('Prva ispravka. (sr)')
    expect(said).toContain('Druga ispravka. (sr)')
  }, 30_000)
})
