import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AccountId, FactId } from '#kernel/id.ts'
import {
  actionKinds,
  alertReopeningReasons,
  extensionReasons,
  notARiskReasons,
  outcomes,
  unknowableReasons
} from './codes.ts'
import { alertHours, dueAfter, endOfDay, isLate, whoseTurn } from './deadlines.ts'
import {
  alertLevels,
  alertStates,
  applyAlertFact,
  foldAlert,
  ownerOf,
  type Alert,
  type AlertFact,
  type AlertStep
} from './facts.ts'
import { alertTable } from './step-tables.ts'
import { longestActionDays, longestExtensionDays, mayStep, recordOnAlert, type Standing } from './steps.ts'

const ana = '00000000-0000-4000-8000-00000000000a' as AccountId
const lule = '00000000-0000-4000-8000-00000000000b' as AccountId
const boss = '00000000-0000-4000-8000-00000000000c' as AccountId
const at = '2026-03-01T10:00:00.000Z'
const dueAt = '2026-03-04T10:00:00.000Z'
const fact = <F extends AlertFact>(one: Omit<F, 'id' | 'at'> & { at?: string }): F =>
  ({ id: crypto.randomUUID() as FactId, at, ...one }) as F
const raised = fact<AlertFact>({ kind: 'alert-raised', by: null, level: 'risk', dueAt } as never)
const taken = (by: AccountId) => fact<AlertFact>({ kind: 'alert-taken', by, dueAt } as never)
const closed = (by: AccountId, rest: object = { outcome: 'prevented' }) =>
  fact<AlertFact>({ kind: 'alert-closed', by, ...rest } as never)
const standing = (account: AccountId, over: Partial<Standing> = {}): Standing => ({
  account,
  coordinator: account === boss,
  ownerIsHere: true,
  ...over
})
const said = (facts: AlertFact[], next: AlertFact, who: Standing) => {
  const done = recordOnAlert(facts, next, who)
  return done.ok ? done.after.state : done.problem.code
}

describe('an alert', () => {
  it('begins as nobody’s, is taken, acted on, and closed with what came of it', () => {
    const facts = [
      raised,
      taken(ana),
      fact<AlertFact>({
        kind: 'action-planned',
        by: ana,
        action: 'field-visit',
        until: '2026-03-09',
        dueAt
      } as never),
      closed(ana)
    ]
    expect(facts.map((_, i) => foldAlert(facts.slice(0, i + 1))!.state)).toEqual([
      'waiting',
      'taken',
      'planned',
      'closed'
    ])
    expect(foldAlert(facts)).toMatchObject({ ending: { outcome: 'prevented' }, closedBy: ana })
    expect(foldAlert([taken(ana)])).toBeUndefined()
  })

  it('is closed by its owner or a coordinator only, and never while it is nobody’s', () => {
    expect(said([raised], closed(ana), standing(ana))).toBe('alert.nobodys')
    expect(said([raised, taken(ana)], closed(lule), standing(lule))).toBe('alert.not-yours')
    expect(said([raised, taken(ana)], closed(ana), standing(ana))).toBe('closed')
    expect(said([raised, taken(ana)], closed(boss), standing(boss))).toBe('closed')
    expect(said([raised, taken(ana), closed(ana)], closed(boss), standing(boss))).toBe('alert.closed')
  })

  it('is taken by one: a second is told so, a coordinator may take it over, and it is free again when its owner left', () => {
    expect(said([raised, taken(ana)], taken(lule), standing(lule))).toBe('alert.someone-elses')
    expect(said([raised, taken(ana)], taken(ana), standing(ana))).toBe('alert.yours-already')
    expect(said([raised, taken(ana)], taken(boss), standing(boss))).toBe('taken')
    expect(said([raised, taken(ana)], taken(lule), standing(lule, { ownerIsHere: false }))).toBe('taken')
  })

  it('is given by its owner, and by a coordinator while it is nobody’s', () => {
    const give = (by: AccountId, to: AccountId) =>
      fact<AlertFact>({ kind: 'alert-given', by, to, dueAt } as never)
    expect(said([raised], give(ana, lule), standing(ana))).toBe('alert.take-it-first')
    expect(said([raised], give(boss, lule), standing(boss))).toBe('taken')
    expect(said([raised, taken(ana)], give(ana, ana), standing(ana))).toBe('alert.has-it-already')
    expect(ownerOf(foldAlert([raised, taken(ana), give(ana, lule)])!)).toBe(lule)
  })

  it('keeps a planned action and its day when it goes into other hands', () => {
    const plan = fact<AlertFact>({
      kind: 'action-planned',
      by: ana,
      action: 'talk',
      until: '2026-03-20',
      dueAt: '2026-03-20T23:00:00.000Z'
    } as never)
    const give = fact<AlertFact>({ kind: 'alert-given', by: ana, to: lule, dueAt } as never)
    expect(foldAlert([raised, taken(ana), plan, give])).toMatchObject({
      state: 'planned',
      owner: lule,
      dueAt: '2026-03-20T23:00:00.000Z',
      action: { action: 'talk', until: '2026-03-20' }
    })
  })

  it('promises no day in the past nor one too far away', () => {
    const extend = (until: string) =>
      fact<AlertFact>({ kind: 'deadline-extended', by: ana, until, reason: 'one-more-visit', dueAt } as never)
    const plan = (until: string) =>
      fact<AlertFact>({ kind: 'action-planned', by: ana, action: 'talk', until, dueAt } as never)
    const facts = [raised, taken(ana)]
    expect(said(facts, extend('2026-02-28'), standing(ana))).toBe('alert.until-when')
    expect(said(facts, extend('2026-03-01'), standing(ana))).toBe('taken')
    expect(said(facts, extend('2026-04-30'), standing(ana))).toBe('taken')
    expect(said(facts, extend('2026-05-01'), standing(ana))).toBe('alert.until-when')
    expect([longestExtensionDays, longestActionDays]).toEqual([60, 180])
    expect(said(facts, plan('2026-08-28'), standing(ana))).toBe('planned')
    expect(said(facts, plan('2026-08-29'), standing(ana))).toBe('alert.until-when')
  })

  it('is opened again as nobody’s', () => {
    const again = fact<AlertFact>({ kind: 'alert-reopened', by: lule, reason: 'new-signs', dueAt } as never)
    expect(said([raised, taken(ana)], again, standing(lule))).toBe('alert.not-closed')
    const after = recordOnAlert([raised, taken(ana), closed(ana)], again, standing(lule))
    expect(after).toMatchObject({ ok: true, after: { state: 'waiting', reopened: 1 } })
  })
})

describe('its hours', () => {
  it('are a day, three days and two weeks', () => {
    expect(alertHours).toEqual({ urgent: 24, risk: 72, watch: 336 })
    expect(dueAfter(at, 'urgent')).toBe('2026-03-02T10:00:00.000Z')
    // over the night when the clock jumps it is still 24 hours
    expect(dueAfter('2026-03-28T23:30:00.000Z', 'urgent')).toBe('2026-03-29T23:30:00.000Z')
    expect(endOfDay('2026-03-09', 'Europe/Belgrade')).toBe('2026-03-09T23:00:00.000Z')
  })

  it('make it the coordinator’s when nobody took it, and at once when its owner left', () => {
    const alert = foldAlert([raised])!
    const turn = (of: Alert, now: string, ownerIsHere = true) => whoseTurn(of, { now, ownerIsHere })
    expect(turn(alert, at)).toBe('anybody')
    expect(isLate(alert, '2026-03-04T09:59:59.999Z')).toBe(false)
    expect(turn(alert, dueAt)).toBe('coordinator')
    const owned = foldAlert([raised, taken(ana)])!
    expect(turn(owned, at)).toBe('owner')
    expect(turn(owned, at, false)).toBe('coordinator')
    expect(turn(foldAlert([raised, taken(ana), closed(ana)])!, dueAt)).toBe('nobody')
  })
})

// --- laws ---
const people = [ana, lule, boss] as const
const anyStep = (): fc.Arbitrary<AlertFact> => {
  const base = { id: fc.uuid().map(id => id as FactId), at: fc.constant(at) }
  const by = fc.constantFrom<AccountId | null>(...people, null)
  const due = fc.constant(dueAt)
  const day = fc.constantFrom('2026-02-28', '2026-03-01', '2026-03-20', '2026-04-30', '2027-01-01')
  const as = <K extends AlertStep>(kind: K, rest: object) =>
    fc.record({ ...base, kind: fc.constant(kind), by, ...rest }) as unknown as fc.Arbitrary<AlertFact>
  return fc.oneof(
    as('alert-raised', { dueAt: due, level: fc.constantFrom(...alertLevels) }),
    as('alert-taken', { dueAt: due }),
    as('alert-given', { dueAt: due, to: fc.constantFrom(...people) }),
    as('action-planned', { dueAt: due, action: fc.constantFrom(...actionKinds), until: day }),
    as('note-added', {}),
    as('deadline-extended', { dueAt: due, until: day, reason: fc.constantFrom(...extensionReasons) }),
    as('alert-closed', { outcome: fc.constantFrom('came-true', 'prevented') }),
    as('alert-closed', {
      outcome: fc.constant('did-not'),
      notARisk: fc.option(fc.constantFrom(...notARiskReasons), { nil: undefined })
    }),
    as('alert-closed', {
      outcome: fc.constant('cannot-be-known'),
      unknowable: fc.constantFrom(...unknowableReasons)
    }),
    as('alert-reopened', { dueAt: due, reason: fc.constantFrom(...alertReopeningReasons) })
  )
}
const anyStanding = fc.record({
  account: fc.constantFrom(...people),
  coordinator: fc.boolean(),
  ownerIsHere: fc.boolean()
})

/** Everything a state must have, and nothing it must not. */
const whole = (alert: Alert) => {
  expect(alertStates).toContain(alert.state)
  expect(alertLevels).toContain(alert.level)
  if (alert.state === 'closed') {
    expect(outcomes).toContain(alert.ending.outcome)
    expect('dueAt' in alert).toBe(false)
    if (alert.ending.outcome === 'cannot-be-known')
      expect(unknowableReasons).toContain(alert.ending.unknowable)
  } else {
    expect(alert.dueAt).toBe(dueAt)
    expect(ownerOf(alert) !== undefined).toBe(alert.state !== 'waiting')
    // nothing lies where nobody is to act
    for (const ownerIsHere of [true, false])
      expect(whoseTurn(alert, { now: '2027-01-01T00:00:00.000Z', ownerIsHere })).not.toBe('nobody')
  }
}

describe('no sequence of facts', () => {
  it('leaves an alert in a state that is not one, whoever asks and whether or not it is let in', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyStep(), anyStanding), { maxLength: 14 }), steps => {
        let facts: readonly AlertFact[] = [raised]
        for (const [next, who] of steps) {
          whole(applyAlertFact(foldAlert(facts)!, next))
          const done = recordOnAlert(facts, next, who)
          if (!done.ok) expect(done.problem.code).toMatch(/^alert\./)
          else facts = done.facts
          whole(foldAlert(facts)!)
        }
        whole([...steps.map(([next]) => next)].reduce(applyAlertFact, foldAlert([raised])!))
      }),
      { numRuns: 400 }
    )
  })

  it('closes an alert by anybody but its owner or a coordinator', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyStep(), anyStanding), { maxLength: 14 }), steps => {
        let facts: readonly AlertFact[] = [raised]
        for (const [next, who] of steps) {
          const before = foldAlert(facts)!
          const done = recordOnAlert(facts, { ...next, by: who.account }, who)
          if (!done.ok) continue
          if (next.kind === 'alert-closed')
            expect(who.coordinator || ownerOf(before) === who.account).toBe(true)
          facts = done.facts
        }
      }),
      { numRuns: 400 }
    )
  })
})

describe('the table of steps', () => {
  it('is what is offered and what is let in: every state, step and kind of person', () => {
    const states: Record<Alert['state'], AlertFact[]> = {
      waiting: [raised],
      taken: [raised, taken(ana)],
      planned: [
        raised,
        taken(ana),
        fact<AlertFact>({
          kind: 'action-planned',
          by: ana,
          action: 'talk',
          until: '2026-03-09',
          dueAt
        } as never)
      ],
      closed: [raised, taken(ana), closed(ana)]
    }
    const line = (state: Alert['state'], step: AlertStep) =>
      [standing(ana), standing(lule), standing(boss), standing(lule, { ownerIsHere: false })]
        .map(who => (mayStep(foldAlert(states[state])!, step, who).ok ? 'y' : '-'))
        .join('')
    const table = alertStates.map(state => [
      state,
      Object.fromEntries(
        (Object.keys(alertTable[state]) as AlertStep[]).map(step => [step, line(state, step)])
      )
    ])
    // owner, colleague, coordinator, colleague after the owner left
    const owned = {
      'alert-raised': '----',
      'alert-taken': '--yy',
      'alert-given': 'y-y-',
      'action-planned': 'y-y-',
      'note-added': 'yyyy',
      'deadline-extended': 'y-y-',
      'alert-closed': 'y-y-',
      'alert-reopened': '----'
    }
    expect(Object.fromEntries(table)).toEqual({
      waiting: {
        'alert-raised': '----',
        'alert-taken': 'yyyy',
        'alert-given': '--y-',
        'action-planned': '----',
        'note-added': 'yyyy',
        'deadline-extended': '----',
        'alert-closed': '----',
        'alert-reopened': '----'
      },
      taken: owned,
      planned: owned,
      closed: {
        'alert-raised': '----',
        'alert-taken': '----',
        'alert-given': '----',
        'action-planned': '----',
        'note-added': '----',
        'deadline-extended': '----',
        'alert-closed': '----',
        'alert-reopened': 'yyyy'
      }
    })
  })
})
