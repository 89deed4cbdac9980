// What was evaluated in the made-up year: an impact analysis that was answered, followed by tasks and published, and one that is under way.
import type { StaffActor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import type { Id } from '#kernel/id.ts'
import type { Language, Trilingual } from '#kernel/locale.ts'
import { addDays } from '#kernel/period.ts'
import { publishShown } from '#app/evaluations.server.ts'
import { answerRecommendation, followUp } from '#plan/evaluations/answer.server.ts'
import { planEvaluation, recordEvaluation, type RecordEvaluation } from '#plan/evaluations/record.server.ts'
import { setClock } from '#platform/clock.server.ts'

const uuid = () => crypto.randomUUID() as Id<'evaluation'>
const nothing = { activities: [], indicators: [], gaps: [] }

export const evaluateAndAnswer = async (monitor: StaffActor, coordinator: StaffActor, timezone: string) => {
  const today = dayIn(new Date(), timezone)
  const daysAgo = (days: number) => setClock(() => new Date(Date.now() - days * 86_400_000))
  const year = Number(today.slice(0, 4))
  const period = { from: `${year - 1}-07-01`, to: `${year}-07-01` }
  const writer = (id: string) => async (input: RecordEvaluation) =>
    recordEvaluation(monitor, id, input, timezone)
  const inAll = async (write: ReturnType<typeof writer>, part: 'method' | 'findings', words: Trilingual) => {
    for (const [language, text] of Object.entries(words) as [Language, string][])
      await write({ kind: 'words-written', part, language, before: '', text })
  }

  daysAgo(60)
  const first = uuid()
  await planEvaluation(
    monitor,
    {
      id: first,
      type: 'impact-analysis',
      period,
      title: {
        sr: 'Uticaj ranog upozorenja na prijave iz sela',
        sq: 'Ndikimi i paralajmërimit të hershëm në raportimet nga fshatrat',
        en: 'What early warning changed in reports from the villages'
      },
      question: {
        sr: 'Da li ljudi prijavljuju ranije otkad mreža prati znake rizika?',
        sq: 'A raportojnë njerëzit më herët që kur rrjeti i përcjell shenjat e rrezikut?',
        en: 'Do people report earlier since the network watches for signs of risk?'
      }
    },
    timezone
  )
  const write = writer(first)
  await write({
    kind: 'scope-set',
    before: nothing,
    scope: { activities: ['c1'], indicators: ['c1-p3'], gaps: ['jaz-03', 'jaz-05'] }
  })
  await write({ kind: 'evaluation-begun' })
  await inAll(write, 'method', {
    sr: 'Razgovori sa četiri tima na terenu i poređenje brojeva dve polovine perioda.',
    sq: 'Biseda me katër ekipe në terren dhe krahasimi i numrave të dy gjysmave të periudhës.',
    en: 'Talks with four field teams, and the numbers of the two halves of the period compared.'
  })
  await inAll(write, 'findings', {
    sr: 'Prijave stižu ranije tamo gde tim dolazi svake nedelje. Iz dva udaljena sela ne stižu.\n\nUpitnik se popunjava, ali ga na albanskom ima premalo ljudi.',
    sq: 'Raportimet vijnë më herët aty ku ekipi shkon çdo javë. Nga dy fshatra të largëta nuk vijnë.\n\nPyetësori plotësohet, por shqip e përdorin tepër pak njerëz.',
    en: 'Reports come earlier where a team visits every week. From two remote villages none come.\n\nThe questionnaire is used, but too few people fill it in in Albanian.'
  })
  await write({
    kind: 'evidence-added',
    id: uuid(),
    words: {
      sr: 'Zapisnik sa razgovora sa timovima',
      sq: 'Procesverbali i bisedave me ekipet',
      en: 'Minutes of the talks with the teams'
    },
    address: 'https://primer.example/zapisnik-timovi'
  })
  await write({
    kind: 'value-cited',
    id: uuid(),
    indicator: 'reports-received',
    period: { from: `${year}-01-01`, to: `${year + 1}-01-01` }
  })
  const [visits, staff] = [uuid(), uuid()]
  await write({
    kind: 'recommendation-added',
    recommendation: visits,
    words: {
      sr: 'Obilaziti dva udaljena sela svake nedelje.',
      sq: 'Të vizitohen çdo javë dy fshatrat e largëta.',
      en: 'Visit the two remote villages every week.'
    }
  })
  await write({
    kind: 'recommendation-added',
    recommendation: staff,
    words: {
      sr: 'Zaposliti još jednog anketara koji govori albanski.',
      sq: 'Të punësohet edhe një anketues që flet shqip.',
      en: 'Employ one more interviewer who speaks Albanian.'
    }
  })
  await write({ kind: 'findings-ready' })

  daysAgo(40)
  const answer = (recommendation: string, input: { answer: 'accepted' | 'not'; why: Trilingual }) =>
    answerRecommendation(
      coordinator,
      first,
      { recommendation, before: null, body: 'inst-partneri', ...input },
      timezone
    )
  await answer(visits, {
    answer: 'accepted',
    why: {
      sr: 'Tim i vozilo postoje; treba samo drugačiji raspored.',
      sq: 'Ekipi dhe vetura ekzistojnë; duhet vetëm orar tjetër.',
      en: 'The team and the car are there; only another schedule is needed.'
    }
  })
  await answer(staff, {
    answer: 'not',
    why: {
      sr: 'Za to ove godine nema novca; tražićemo volontera.',
      sq: 'Për këtë sivjet nuk ka para; do të kërkojmë vullnetar.',
      en: 'There is no money for it this year; we will look for a volunteer.'
    }
  })
  await followUp(
    coordinator,
    first,
    {
      recommendation: visits,
      task: {
        kind: 'new',
        activity: 'c1',
        words: {
          sr: 'Nedeljni obilazak dva udaljena sela',
          sq: 'Vizita javore e dy fshatrave të largëta',
          en: 'A weekly visit to the two remote villages'
        }
      },
      deadline: addDays(today, -10)
    },
    timezone
  )
  await publishShown(coordinator, first, { kind: 'publish' }, timezone)

  daysAgo(5)
  const second = uuid()
  await planEvaluation(
    monitor,
    {
      id: second,
      type: 'evaluation',
      period: { from: `${year}-01-01`, to: `${year + 1}-01-01` },
      title: {
        sr: 'Šta mediji objavljuju o trgovini ljudima',
        sq: 'Çfarë publikojnë mediat për trafikimin me njerëz',
        en: 'What the media publish about human trafficking'
      },
      question: {
        sr: 'Da li sadržaj pomaže žrtvama da se jave?',
        sq: 'A u ndihmon përmbajtja viktimave të lajmërohen?',
        en: 'Does the content help victims to come forward?'
      }
    },
    timezone
  )
  await writer(second)({ kind: 'evaluation-begun' })
  await writer(second)({
    kind: 'scope-set',
    before: nothing,
    scope: { activities: ['b2'], indicators: ['b2-p2'], gaps: ['jaz-10'] }
  })
  setClock(() => new Date())
}
