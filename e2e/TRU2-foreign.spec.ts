// TRU2: every endpoint of the desk × every role × a thing of others (case, referral, report, file, question, circle): status, body and length
// are those of a thing that does not exist. A new endpoint with a body says here how it is asked, or this fails.
import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { roles } from '#kernel/actor.ts'
import { base64url, keysFrom, newRoot, seal } from '#seal/index.ts'
import { ownersQuery } from './desk.ts'
import { home, type Running } from './fener.ts'
import { startFrom } from './prepared.ts'

let fener: Running
let sealed = ''
let recipient = ''
const uuid = () => crypto.randomUUID() as string

type Things = Record<
  'case' | 'caseCode' | 'person' | 'caseFile' | 'referral' | 'referralCode' | 'report' | 'reportCode',
  string
> & {
  reportFile: string
  meeting: string
  draft: string
  task: string
  conference: string
  circle: string
  alert: string
  submission: string
}
type Route = { path: string; method: 'GET' | 'POST' }

/** What a browser would send, for every endpoint that takes more than an address. */
const bodies: Record<string, (of: Things) => unknown> = {
  '/desk/cases/[code]/identity': of => ({ case: of.case }),
  '/desk/cases/[code]/lookers': of => ({ case: of.case }),
  '/desk/cases/[code]/withdraw': of => ({ case: of.case, person: of.person, consent: uuid() }),
  '/desk/cases/[code]/fact': of => ({
    case: of.case,
    fact: {
      kind: 'risk-assessed',
      id: uuid(),
      on: '2026-11-01',
      person: of.person,
      level: 'low',
      placement: 'other'
    }
  }),
  '/desk/cases/[code]/person': of => ({
    is: 'identity',
    case: of.case,
    person: of.person,
    from: 0,
    identity: { epoch: 1, sealed }
  }),
  '/desk/cases/[code]/refer': of => ({
    case: of.case,
    fact: uuid(),
    person: of.person,
    referral: uuid(),
    service: 'shelter',
    urgency: 'soon',
    to: uuid(),
    basis: { kind: 'consent', consent: uuid() },
    circle: { id: uuid(), recipient, wraps: [{ account: uuid(), sealed }] },
    packet: sealed
  }),
  '/desk/referrals/[code]/answer': of => ({ referral: of.referral, fact: uuid(), answer: 'accepted' }),
  '/desk/referrals/[code]/deliver': of => ({
    referral: of.referral,
    fact: uuid(),
    step: 'service-begun',
    on: '2026-11-01'
  }),
  '/desk/referrals/[code]/follow-up': of => ({ referral: of.referral, fact: uuid(), helped: 'yes' }),
  '/desk/referrals/[code]/outcome': of => ({
    referral: of.referral,
    months: 3,
    on: '2026-11-01',
    outcome: 'works'
  }),
  '/desk/referrals/[code]/take-part': of => ({
    referral: of.referral,
    fact: uuid(),
    programme: uuid(),
    step: 'joined',
    on: '2026-11-01'
  }),
  '/desk/cases/[code]/attach': of => ({
    case: of.case,
    file: uuid(),
    epoch: 1,
    parts: 1,
    manifest: sealed
  }),
  '/desk/cases/[code]/story': of => ({
    case: of.case,
    person: of.person,
    record: uuid(),
    from: 0,
    epoch: 1,
    sealed
  }),
  '/desk/cases/[code]/referral/keep': of => ({
    case: of.case,
    id: uuid(),
    rev: 1,
    epoch: 1,
    sealed,
    person: of.person,
    service: 'shelter',
    urgency: 'soon',
    to: null
  }),
  '/desk/cases/[code]/referral/[draft]/drop': of => ({ draft: of.draft }),
  '/desk/cases/[code]/work/task/add': of => ({
    case: of.case,
    task: uuid(),
    owner: uuid(),
    dueOn: '2026-12-31',
    words: { epoch: 1, sealed }
  }),
  '/desk/cases/[code]/work/task/give': of => ({ task: of.task, owner: uuid(), dueOn: '2026-12-31' }),
  '/desk/cases/[code]/work/conference/plan': of => ({
    case: of.case,
    conference: uuid(),
    day: '2026-12-31',
    hour: '10:00',
    members: [uuid()],
    words: { epoch: 1, sealed }
  }),
  '/desk/cases/[code]/work/conference/move': of => ({
    conference: of.conference,
    from: 1,
    day: '2026-12-31',
    hour: '10:00',
    members: [uuid()],
    words: { epoch: 1, sealed }
  }),
  '/desk/cases/[code]/work/conference/call-off': of => ({ conference: of.conference }),
  '/desk/cases/[code]/work/conference/hold': of => ({
    conference: of.conference,
    fact: uuid(),
    on: '2026-11-01',
    took: [uuid()]
  }),
  '/desk/cases/[code]/work/conference/minutes': of => ({
    conference: of.conference,
    from: 0,
    words: { epoch: 1, sealed }
  }),
  '/desk/cases/[code]/work/task/end': of => ({ task: of.task, how: 'done' }),
  '/desk/cases/[code]/printed': of => ({ case: of.case, identity: true, notes: true }),
  '/desk/cases/export/keys': of => ({ cases: [of.case] }),
  '/desk/cases/export/enter': of => ({
    reason: 'transfer',
    identity: true,
    cases: [{ case: of.case, fact: uuid(), note: { epoch: 1, sealed } }]
  }),
  '/desk/referrals/[code]/printed': of => ({ referral: of.referral }),
  '/desk/cases/[code]/work/team/keys': of => ({ case: of.case }),
  '/desk/cases/[code]/work/team/add': of => ({
    case: of.case,
    account: uuid(),
    wraps: [{ circle: of.circle, epoch: 1, sealed, vouch: base64url(randomBytes(32)) }]
  }),
  '/desk/cases/[code]/work/team/off': of => ({ case: of.case, account: uuid() }),
  '/desk/cases/[code]/work/team/lead': of => ({ case: of.case, account: uuid() }),
  '/desk/cases/[code]/work/hand-over': of => ({
    case: of.case,
    fact: uuid(),
    from: uuid(),
    to: uuid(),
    note: { epoch: 1, sealed }
  }),
  '/desk/referrals/[code]/revoke': of => ({
    referral: of.referral,
    fact: uuid(),
    reason: 'consent-withdrawn'
  }),
  '/desk/inbox/[code]/assign': () => ({ to: null, from: null }),
  '/desk/inbox/[code]/again': () => ({}),
  '/desk/inbox/[code]/undo': () => ({}),
  '/desk/inbox/[code]/keep': () => ({ until: '2030-01-01', reason: 'court-asks' }),
  '/desk/risk/alerts/[id]/step': () => ({ do: 'take', fact: uuid(), seen: 1 }),
  '/desk/matches/answer': of => ({ meeting: of.meeting, answer: 'not-same' }),
  '/desk/people/grant': of => ({
    account: uuid(),
    circle: of.circle,
    epoch: 1,
    sealed,
    vouch: base64url(randomBytes(32))
  }),
  '/desk/keys/renew': of => ({
    circle: of.circle,
    epoch: 2,
    recipient,
    previous: sealed,
    wraps: [{ account: uuid(), sealed, vouch: base64url(randomBytes(32)) }]
  })
}
/** Not asked here: what they are about is found before anything is checked about it, and their own tests ask them. */
const elsewhere = [
  '/desk/inbox/',
  '/desk/calls/',
  '/desk/plan/',
  '/desk/report/',
  // documents of the whole network: nobody's, so nobody else's
  '/desk/risk/matrices/',
  '/desk/risk/forms/',
  '/desk/risk/briefs/'
]

const routes = (): Route[] => {
  const found: Route[] = []
  const walk = (folder: string, path: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) walk(join(folder, entry.name), `${path}/${entry.name}`)
      else if (entry.name === '+page.server.ts') found.push({ path, method: 'GET' })
      else if (entry.name === '+server.ts') {
        const text = readFileSync(join(folder, entry.name), 'utf8')
        for (const method of ['GET', 'POST'] as const)
          if (text.includes(`const ${method}`)) found.push({ path, method })
      }
    }
  }
  walk(join(home, 'src/routes/(staff)'), '')
  return found
    .filter(({ path }) => path.includes('[') || bodies[path])
    .filter(
      ({ path }) =>
        bodies[path] ||
        !elsewhere.some(begin => path.startsWith(begin)) ||
        path.startsWith('/desk/inbox/[code]')
    )
}

type Who = { name: string; cookie: string; things: Things }
const people: Who[] = []

beforeAll(async () => {
  fener = await startFrom('made-up-year')
  recipient = (await keysFrom(newRoot(), 'circle')).recipient
  sealed = base64url(
    await seal('x', {
      kind: 'note',
      ctx: { network: uuid(), table: 't', row: uuid(), circle: uuid(), epoch: 1, purpose: 'note', rev: 1 },
      at: null,
      recipients: [recipient]
    })
  )
  // everybody of the made-up year, and one of each role who is in no circle at all
  for (const role of roles) {
    const account = uuid()
    await ownersQuery(
      fener,
      `insert into identity.people (network_id, id, organisation_id, email, name, locale, recipient, sign_public, joined_on)
       select network_id, $1::uuid, organisation_id, $1::text, 'Stranger', 'sr-Latn', recipient, sign_public, joined_on from identity.people limit 1`,
      [account]
    )
    await ownersQuery(
      fener,
      `insert into identity.memberships (network_id, person_id, role, from_at) select network_id, $1, $2, now() from identity.networks`,
      [account, role]
    )
  }
  // a file and a question of the first case, which the year does not have
  await ownersQuery(
    fener,
    `insert into cases.files (network_id, id, circle_id, case_id, epoch, account_id, manifest, parts)
     select network_id, gen_random_uuid(), circle_id, id, 1, gen_random_uuid(), '\\x00', 1 from cases.cases`
  )
  await ownersQuery(
    fener,
    `insert into cases.tasks (network_id, id, circle_id, case_id, owner, due_on, made_by, made_at, epoch, sealed)
     select network_id, gen_random_uuid(), circle_id, id, gen_random_uuid(), '2030-01-01', gen_random_uuid(), now(), 1, '\\x00' from cases.cases`
  )
  await ownersQuery(
    fener,
    `insert into cases.conferences (network_id, id, circle_id, case_id, convener, members, day, hour, made_at, epoch, sealed)
     select network_id, gen_random_uuid(), circle_id, id, gen_random_uuid(), array[gen_random_uuid()], '2030-01-01', '10:00', now(), 1, '\\x00' from cases.cases`
  )
  await ownersQuery(
    fener,
    `insert into services.drafts (network_id, id, circle_id, case_id, case_code, person_id, kind_of_help, urgency, rev, epoch, account_id, made_on, sealed)
     select network_id, gen_random_uuid(), circle_id, id, code, gen_random_uuid(), 'shelter', 'soon', 1, 1, gen_random_uuid(), now(), '\\x00' from cases.cases`
  )
  // and a referral between others: the year's own ones all go to the same few
  const between = uuid()
  await ownersQuery(
    fener,
    `insert into access.circles (network_id, id, kind, made_by, made_at) select network_id, $1::uuid, 'referral', $1::uuid, now() from identity.networks`,
    [between]
  )
  await ownersQuery(
    fener,
    `insert into services.referrals (network_id, id, circle_id, code, kind_of_help, urgency, from_organisation, to_organisation, sent_on, answer_by, status)
     select network_id, gen_random_uuid(), $1::uuid, 'gnajs-9998', kind_of_help, urgency, from_organisation, to_organisation, sent_on, answer_by, 'sent'
     from services.referrals limit 1`,
    [between]
  )
  const question = uuid()
  await ownersQuery(
    fener,
    `insert into matching.questions (network_id, id, asked_by, organisation, at)
     select network_id, $1, id, organisation_id, now() from identity.people limit 1`,
    [question]
  )
  await ownersQuery(
    fener,
    `insert into matching.meetings (network_id, id, question_id, circle_id, case_id, organisation, asked_by, asking, at)
     select network_id, gen_random_uuid(), $1, circle_id, id, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), now() from cases.cases`,
    [question]
  )
  const all = await ownersQuery(
    fener,
    `select p.id, p.name, array_agg(m.role) as roles from identity.people p
     join identity.memberships m on m.person_id = p.id group by p.id, p.name order by p.name`
  )
  for (const person of all as { id: string; name: string; roles: string[] }[]) {
    const token = randomBytes(32).toString('base64url')
    await ownersQuery(
      fener,
      `insert into identity.sessions (network_id, hash, person_id, expires_at) select network_id, $1, $2, now() + interval '1 hour' from identity.networks`,
      [createHash('sha256').update(token).digest(), person.id]
    )
    const notMine = `circle_id not in (select circle_id from access.circle_members where account_id = '${person.id}' and until_at is null)`
    const one = async (text: string) => (await ownersQuery(fener, `${text} limit 1`))[0] ?? {}
    people.push({
      name: `${person.name} (${person.roles.join()})`,
      cookie: `fener=${token}`,
      things: {
        ...nobodys(),
        ...(await one(
          `select c.id as case, c.code as "caseCode", p.id as person, f.id as "caseFile", m.id as meeting, t.id as task, k.id as conference, d.id as draft, c.circle_id as circle
           from (select * from cases.cases where ${notMine}) c join cases.persons p on p.case_id = c.id join cases.files f on f.case_id = c.id
           join matching.meetings m on m.case_id = c.id join cases.tasks t on t.case_id = c.id join cases.conferences k on k.case_id = c.id join services.drafts d on d.case_id = c.id`
        )),
        ...(await one(
          `select id as referral, code as "referralCode" from services.referrals where ${notMine}`
        )),
        ...(await one(`select id as alert from risk.alerts where ${notMine}`)),
        ...(await one(`select id as submission from risk.submissions where ${notMine}`)),
        ...(await one(`select id as report, code as "reportCode" from reports.envelopes where ${notMine}`))
      } as Things
    })
  }
}, 300_000)
afterAll(() => fener?.stop())

const nobodys = (): Things => ({
  case: uuid(),
  caseCode: 'pistac-9999',
  person: uuid(),
  caseFile: uuid(),
  referral: uuid(),
  referralCode: 'gnajs-9999',
  report: uuid(),
  reportCode: 'mermer-9999',
  reportFile: uuid(),
  meeting: uuid(),
  draft: uuid(),
  task: uuid(),
  conference: uuid(),
  circle: uuid(),
  alert: uuid(),
  submission: uuid()
})

const ask = async ({ path, method }: Route, cookie: string, of: Things): Promise<string> => {
  const [code, file] = path.startsWith('/desk/cases')
    ? [of.caseCode, of.caseFile]
    : path.startsWith('/desk/referrals')
      ? [of.referralCode, of.caseFile]
      : path.startsWith('/desk/risk/alerts')
        ? ['', of.alert]
        : path.startsWith('/desk/risk/submissions')
          ? ['', of.submission]
          : [of.reportCode, of.reportFile]
  const address = path
    .replace('[code]', code)
    .replace('[id]', file)
    .replace('[draft]', of.draft)
    .replace('[part]', '0')
    .replace('[body]', 'police')
  const isPage = method === 'GET' && !path.includes('/file/')
  const response = await fetch(`${fener.origin}${address}${isPage ? '/__data.json' : ''}`, {
    method,
    headers: { cookie, ...(method === 'POST' && { 'content-type': 'application/json' }) },
    ...(method === 'POST' && { body: JSON.stringify(bodies[path]?.(of) ?? {}) })
  })
  // what was sent may come back in an answer (the address of a page); nothing else may differ
  const text = Object.values(of).reduce((text, id) => text.replaceAll(id, '·'), await response.text())
  return `${response.status} ${text.length} ${text}`
}

it('asks everybody, and finds something of others for each', () => {
  expect(people.length).toBeGreaterThan(roles.length + 4)
  for (const { name, things } of people) {
    expect(things.caseCode, name).not.toBe('pistac-9999')
    expect(things.referralCode, name).not.toBe('gnajs-9999')
  }
})

it('answers for a thing of others as for one that does not exist', async () => {
  const differ: string[] = []
  const unknown = new Set<string>()
  let asked = 0
  for (const route of routes())
    for (const { name, cookie, things } of people) {
      // whoever reads every report has none that is of others
      if (route.path.startsWith('/desk/inbox/[code]') && things.reportCode === 'mermer-9999') continue
      const foreign = await ask(route, cookie, things)
      const none = await ask(route, cookie, nobodys())
      asked++
      if (foreign !== none) differ.push(`${route.method} ${route.path} as ${name}: ${foreign} ≠ ${none}`)
      if (route.path.startsWith('/desk/inbox/') && !bodies[route.path]) continue
      if (!foreign.includes('common.not-found')) unknown.add(`${route.method} ${route.path}: ${foreign}`)
    }
  expect(asked).toBeGreaterThan(200)
  expect(differ).toEqual([])
  expect([...unknown], 'say in `bodies` how these are asked').toEqual([])
}, 300_000)
