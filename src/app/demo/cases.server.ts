// What happened in the made-up year: about 40 reports, 15 of them cases, most with help given. Drawn from a seed: the same each time.
import { recordFact } from '#cases/record-fact.server.ts'
import { RecordPerson, recordPerson } from '#cases/record-person.server.ts'
import { NewReferral, refer } from '#cases/refer.server.ts'
import { addDays, toldBeforeConsent } from '#cases/index.ts'
import type { StaffActor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import type { CircleId, NetworkId } from '#kernel/id.ts'
import { setClock } from '#platform/clock.server.ts'
import { SealedReport, submitReport } from '#reports/arrive.server.ts'
import { DecideReport, decideReport } from '#reports/decide-report.server.ts'
import { RecordFollowStep, recordFollowStep } from '#reports/follow-up.server.ts'
import { listInbox } from '#reports/list-inbox.server.ts'
import { readReport } from '#reports/read-report.server.ts'
import { answerReferral } from '#services/answer-referral.server.ts'
import { deliverReferral } from '#services/deliver-referral.server.ts'
import { base64url, formatReceipt, fromBase64url, hex, keysFrom, newReceipt, newRoot, random, receiptKeys, seal, wrapRoot, type Context, type Keys } from '#seal/index.ts' // prettier-ignore
import { vouch } from '#seal/vouch.ts'
import { identify } from '#access/work.server.ts'
import { sql } from 'kysely'
import type { DemoAccount } from './accounts.ts'

export type DemoPerson = DemoAccount & { actor: StaffActor; keys: Keys }
type Year = {
  network: NetworkId
  people: DemoPerson[]
  intake: { id: CircleId; keys: Keys }
  timezone: string
}

export const seeded = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}

const told = [
  'U hali iza pruge radnici spavaju na podu i ne izlaze sami. Gazda im drži pasoše.',
  'Devojčica prosi svaki dan kod pijace, ujutru je dovede isti čovek i uveče uzme novac.',
  'Rodaka su pozvali preko mreže na posao u hotelu. Sada kaže da duguje za put i ne sme da ode.',
  'Në arë punojnë djem të rinj deri natën vonë. Nuk paguhen dhe kanë frikë të flasin.',
  'Komšinica se udala protiv volje, imala je petnaest godina. Ne puštaju je u školu.',
  'Pitanje: gde mogu da se prijave ljudi kojima je poslodavac uzeo dokumenta?'
]
/** What the operator notes for the counts, by what was told. */
const noted = [
  { settlement: 'domorovce', sign: 'oblik-radna' },
  { settlement: 'ranilug', sign: 'oblik-prosjacenje', category: 'rk-deca' },
  { sign: 'recruitment' },
  { settlement: 'domorovce', sign: 'oblik-radna' },
  { settlement: 'odevce', sign: 'oblik-brak', category: 'rk-deca' },
  undefined
]
const forms = ['oblik-radna', 'oblik-prosjacenje', 'oblik-radna', 'oblik-seksualna', 'oblik-brak']

/** Gives the receipt of one witness, to be tried at /r. */
export const openCaseYear = async ({ network, people, intake, timezone }: Year): Promise<string> => {
  const chance = seeded(2026)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!
  const of = (role: string) => people.filter(p => p.role === role)
  const anonymous = { kind: 'anonymous', network, circles: [intake.id] } as const
  const now = [{ circle: intake.id, epoch: 1, timezone }]
  const salt = await identify(network, async ({ db }) =>
    base64url((await db.row(sql<{ s: Uint8Array }>`select receipt_salt as s from identity.networks`))!.s)
  )
  const days = Array.from({ length: 40 }, () => 20 + Math.floor(chance() * 320)).sort((a, b) => b - a)
  let receipt = ''
  for (const [index, ago] of days.entries()) {
    const arrived = Date.now() - ago * 86_400_000
    setClock(() => new Date(arrived))
    const code = newReceipt()
    const last = index === days.length - 1
    const keys = last
      ? await receiptKeys(code, fromBase64url(salt))
      : { lookup: random(16), login: random(32), root: newRoot() }
    if (last) receipt = formatReceipt(code)
    const reporter = await keysFrom(keys.root, 'reporter')
    const row = crypto.randomUUID()
    const ctx: Context = {
      network,
      table: 'reports.envelopes',
      row,
      circle: intake.id,
      epoch: 1,
      purpose: 'report',
      rev: 1
    }
    const what = pick(told)
    const content = {
      language: 'sr-Latn',
      about: 'someone-else',
      what,
      danger: 'not-sure',
      signs: ['papers-taken'],
      answerWay: { kind: 'code' },
      files: []
    }
    const sealed = await seal(content, {
      kind: 'report',
      ctx,
      at: null,
      recipients: [intake.keys.recipient, reporter.recipient]
    })
    await submitReport(
      anonymous,
      SealedReport.parse({
        key: hex(random(16)),
        row,
        circle: intake.id,
        epoch: 1,
        sealed: base64url(sealed),
        receipt: { lookup: hex(keys.lookup), login: hex(keys.login) },
        reporter: reporter.recipient,
        language: 'sr-Latn',
        urgent: index % 13 === 0,
        files: []
      }),
      now
    )
    if (index >= 34) continue // the newest still wait
    setClock(() => new Date(arrived + 2 * 86_400_000))
    const operator = pick(of('operator'))
    const { rows } = await listInbox(operator.actor, 'open', timezone)
    const found = rows.find(r => r.id === row)
    if (!found) continue
    const { facts } = await readReport(operator.actor, found.code, timezone)
    const isCase = index % 34 < 30 && index % 2 === 0
    await decideReport(
      operator.actor,
      found.code,
      DecideReport.parse({
        row: crypto.randomUUID(),
        epoch: 1,
        seen: facts.length,
        ...(noted[index % told.length] && { counts: noted[index % told.length] }),
        decision: isCase ? 'case' : index % 3 ? 'not-trafficking' : 'labour-inspectorate',
        ...(!isCase && index % 3 && { reason: 'no-signs' }),
        ...(isCase && {
          case: await newCase(
            network,
            operator,
            pick(of('case-manager')),
            what,
            people,
            pick(forms),
            arrived,
            timezone,
            chance
          )
        })
      }),
      timezone
    )
    if (isCase) await runCase()
    else if (index % 3 === 0) await handOver(operator.actor, found.code, timezone)
  }
  return receipt
}

/** The day after, the sheet was taken to the inspectorate; since then nothing was heard. */
const handOver = async (operator: StaffActor, code: string, timezone: string) => {
  const { followUps } = await readReport(operator, code, timezone)
  for (const one of followUps)
    await recordFollowStep(
      operator,
      code,
      one.id,
      RecordFollowStep.parse({
        row: crypto.randomUUID(),
        epoch: 1,
        seen: one.facts.length,
        step: { kind: 'handed-over', on: one.begunOn, way: 'meeting' }
      }),
      timezone
    )
}

let runCase: () => Promise<void> = async () => {}

/** A case's circle and first sealed record; what happens in it afterwards is left in `runCase`. */
const newCase = async (
  network: NetworkId,
  operator: DemoPerson,
  manager: DemoPerson,
  what: string,
  people: DemoPerson[],
  form: string,
  arrived: number,
  timezone: string,
  chance: () => number
) => {
  const circle = await circleFor(network, operator, [manager])
  const id = crypto.randomUUID()
  const record = crypto.randomUUID()
  const place = (table: string, purpose: string, row: string, rev = 1): Context => ({
    network,
    table,
    row,
    circle: circle.wire.id,
    epoch: 1,
    purpose,
    rev
  })
  const signed = (by: DemoPerson) => ({
    signer: { by: `acc:${by.actor.account}` as const, signPrivate: by.keys.signPrivate },
    at: new Date(arrived).toISOString()
  })
  const origin = await seal(
    { content: { what }, talk: [], filesLeftWithIntake: [] },
    {
      kind: 'origin',
      ctx: place('cases.sealed_records', 'origin', record),
      ...signed(operator),
      recipients: [circle.wire.recipient]
    }
  )
  runCase = async () => {
    setClock(() => new Date(arrived + 3 * 86_400_000))
    const on = dayIn(new Date(arrived + 3 * 86_400_000), timezone)
    const actor = { ...manager.actor, circles: [...manager.actor.circles, circle.wire.id as CircleId] }
    manager.actor = actor
    const person = crypto.randomUUID()
    const identity = await seal(
      { name: 'Izmišljena Osoba', story: what },
      {
        kind: 'identity',
        ctx: place('cases.sealed_records', 'identity', person),
        ...signed(manager),
        recipients: [circle.wire.recipient]
      }
    )
    await recordPerson(
      actor,
      RecordPerson.parse({
        is: 'new',
        case: id,
        person,
        fact: crypto.randomUUID(),
        role: 'presumed-victim',
        under18: 'no',
        on,
        coded: { forms: [form] },
        identity: { epoch: 1, sealed: base64url(identity) }
      })
    )
    const fact = (kind: string, more: object) =>
      recordFact(actor, { case: id, fact: { kind, id: crypto.randomUUID(), on, person, ...more } })
    const consent = crypto.randomUUID()
    await fact('consent-recorded', {
      consent,
      purpose: 'services',
      channel: 'in-writing',
      language: 'sr',
      textVersion: '1',
      explainedBy: actor.account,
      told: [...toldBeforeConsent]
    })
    await fact('risk-assessed', { level: chance() < 0.3 ? 'high' : 'medium', placement: 'safe-house' })
    const shelters = people.filter(p => p.organisation === 'kuca')
    const referral = crypto.randomUUID()
    const to = await circleFor(network, manager, [manager, ...shelters])
    const packet = await seal(
      {
        service: 'shelter',
        urgency: 'soon',
        isChild: false,
        language: 'sr',
        interpreter: false,
        contact: { how: 'through-case-manager' },
        riskLevel: 'medium',
        adults: 1,
        childrenAges: [],
        from: on
      },
      {
        kind: 'packet',
        ctx: {
          network,
          table: 'services.packets',
          row: referral,
          circle: to.wire.id,
          epoch: 1,
          purpose: 'packet',
          rev: 1
        },
        ...signed(manager),
        recipients: [to.wire.recipient]
      }
    )
    const consentToShare = crypto.randomUUID()
    await fact('consent-recorded', {
      consent: consentToShare,
      purpose: 'sharing-with-named-body',
      recipient: shelters[0]!.actor.organisation,
      channel: 'spoken',
      language: 'sr',
      textVersion: '1',
      explainedBy: actor.account,
      told: [...toldBeforeConsent]
    })
    const owner = shelters[0]!.actor.organisation
    const bed = crypto.randomUUID()
    await fact('needs-assessed', { needs: ['shelter', 'legal', 'psychological'] })
    await fact('assistance-planned', {
      id: bed,
      service: 'shelter',
      owner,
      until: addDays(on, 3),
      cents: 45_000
    })
    await fact('assistance-planned', { service: 'legal', owner: actor.organisation, until: addDays(on, 30) })
    await fact('assistance-given', { service: 'shelter', emergency: false, planned: bed })
    await fact('money-spent', { planned: bed, cents: 12_050 })
    await fact('legal-deadline-set', { matter: 'lodge-compensation-claim', until: addDays(on, 60) })
    await refer(
      actor,
      NewReferral.parse({
        case: id,
        fact: crypto.randomUUID(),
        person,
        referral,
        service: 'shelter',
        urgency: 'soon',
        to: shelters[0]!.actor.organisation,
        basis: { kind: 'consent', consent: consentToShare },
        circle: { id: to.wire.id, recipient: to.wire.recipient, wraps: to.wire.wraps },
        packet: base64url(packet)
      })
    )
    if (chance() < 0.8) {
      const shelter = shelters[0]!
      const provider = { ...shelter.actor, circles: [to.wire.id as CircleId] }
      await answerReferral(provider, { referral, fact: crypto.randomUUID(), answer: 'accepted' })
      if (chance() < 0.8)
        await deliverReferral(provider, {
          referral,
          fact: crypto.randomUUID(),
          step: 'service-delivered',
          on
        })
    }
    if (chance() < 0.5)
      await fact('status-determined', {
        status: 'formally-identified',
        body: 'Police',
        reason: 'signs-confirmed'
      })
  }
  return {
    case: id,
    circle: { id: circle.wire.id, recipient: circle.wire.recipient, wraps: circle.wire.wraps },
    origin: 'report',
    fromReport: null,
    sealed: [{ id: record, sealed: base64url(origin) }],
    files: []
  }
}

const circleFor = async (network: string, maker: DemoPerson, holders: DemoPerson[]) => {
  const root = newRoot()
  const { recipient } = await keysFrom(root, 'circle')
  const id = crypto.randomUUID()
  const wraps = []
  for (const holder of holders) {
    const theirs = {
      network,
      circle: id,
      epoch: 1,
      account: holder.actor.account as string,
      recipient: holder.keys.recipient
    }
    const sealed = await wrapRoot({
      ...theirs,
      root,
      signer: { by: `acc:${maker.actor.account}`, signPrivate: maker.keys.signPrivate },
      at: new Date().toISOString()
    })
    wraps.push({
      account: theirs.account,
      sealed: base64url(sealed),
      vouch: base64url(vouch(root, theirs))
    })
  }
  return { wire: { id, recipient, wraps } }
}
