// What people said about indicators in the made-up year: what they are, where they began, where they are to go, and values by hand.
import { setClock } from '#platform/clock.server.ts'
import { changeGap } from '#plan/gaps/change-gap.server.ts'
import { enterByHand, EnterByHand } from '#plan/enter-by-hand.server.ts'
import { asPrinted, type Definition } from '#plan/index.ts'
import { define, Define } from '#plan/indicators/define.server.ts'
import type { DemoPerson } from './cases.server.ts'

const words = (sr: string, sq: string, en: string) => ({ sr, sq, en })
const day = 86_400_000

export const defineIndicators = async (people: readonly DemoPerson[], timezone: string) => {
  const jelena = people.find(p => p.role === 'coordinator')!.actor
  const monitor = people.find(p => p.role === 'monitoring-officer')!.actor
  const helpMe = people.find(p => p.organisation !== 'opstina')!.actor.organisation
  const year = new Date().getFullYear()
  const ago = (days: number) => setClock(() => new Date(Date.now() - days * day))
  const say = (indicator: string, input: unknown) => define(jelena, indicator, Define.parse(input))
  const set = (indicator: string, definition: Partial<Definition>, seen = 1, reason = '') =>
    say(indicator, { kind: 'definition-set', seen, reason, definition: { ...asPrinted, ...definition } })
  const aim = (
    indicator: string,
    period: string,
    target: object | null,
    reason: string,
    organisation: string | null = null
  ) =>
    // prettier-ignore
    say(indicator, { kind: 'target-set', reason, period, organisation, target })
  const enter = (indicator: string, input: EnterByHand) =>
    enterByHand(monitor, indicator, EnterByHand.parse(input), timezone)

  ago(300)
  const women = { id: 'd1', name: words('pol', 'gjinia', 'sex'), parts: [{ id: 'p1', name: words('žene', 'gra', 'women') }, { id: 'p2', name: words('muškarci', 'burra', 'men') }] } // prettier-ignore
  await set('b1-p4', {
    unit: words('službenika', 'zyrtarë', 'officials'),
    better: 'more',
    breakdowns: [women],
    responsible: jelena.organisation,
    means: words('Spiskovi prisustva i testovi posle obuke', 'Listat e pjesëmarrjes dhe testet pas trajnimit', 'Attendance lists and tests after the training'), // prettier-ignore
    formula: words('Službenici koji su posle obuke položili test', 'Zyrtarët që e kaluan testin pas trajnimit', 'Officials who passed the test after the training') // prettier-ignore
  })
  await say('b1-p4', { kind: 'baseline-set', reason: '', baseline: { period: String(year - 3), number: 0, evidence: 'Opština nije vodila evidenciju o obukama' } }) // prettier-ignore
  for (const [y, number, women] of [
    [year - 2, 14, 6],
    [year - 1, 22, 12],
    [year, 31, 17]
  ] as const)
    await enter('b1-p4', {
      period: String(y),
      number,
      parts: [{ by: 'd1', key: 'p1', value: women }],
      evidence: `Spiskovi prisustva ${y}.`
    })
  await aim('b1-p4', String(year - 1), { at: 'least', number: 20 }, 'Jedna grupa u polugodištu.')
  await aim('b1-p4', String(year), { at: 'least', number: 40 }, 'Dve grupe više, jer pristupa i policija.')
  await set('a1-p2', { unit: words('akcija', 'aksione', 'actions'), better: 'more' })
  for (const [y, number] of [
    [year - 2, 2],
    [year - 1, 3]
  ] as const)
    await enter('a1-p2', { period: String(y), number, evidence: `Zapisnik godišnjeg sastanka ${y}.` })
  await enter('a1-p2', {
    period: String(year),
    organisation: jelena.organisation,
    number: 2,
    evidence: 'Odluka 4'
  })
  await enter('a1-p2', { period: String(year), organisation: helpMe, number: 3, evidence: 'Izveštaj mreže' })
  await aim('a1-p2', String(year), { at: 'least', number: 4 }, 'Dogovoreno na godišnjem sastanku.')
  await aim('a1-p2', String(year), { at: 'least', number: 3 }, 'Svoj deo preuzima sama.', helpMe)
  await set('early-risks-recognised', { measured: 'quarter' })
  await aim('early-risks-recognised', String(year), { at: 'least', number: 12 }, 'Po jedan mesečno, prema iskustvu suseda.') // prettier-ignore
  await set('b1-p8', { better: 'more', unit: words('mera', 'masa', 'measures') })
  await enter('b1-p8', { period: String(year - 1), number: 3, evidence: 'Izveštaj inspekcije rada' })
  await enter('b1-p8', { period: String(year - 2), number: 4, evidence: 'Izveštaj inspekcije rada' })
  await enter('a2-p1', { period: String(year - 1), yes: false, evidence: 'Dopis policije' })
  await enter('a2-p1', { period: String(year), yes: true, evidence: 'Sporazum 02/114' })
  await enter('b2-p3', {
    period: String(year),
    words: words('Sadržaji na srpskom su dostupni svuda, na albanskom samo na dve stanice.', 'Përmbajtjet në serbisht gjenden kudo, në shqip vetëm në dy stacione.', 'Content in Serbian is available everywhere, in Albanian on two stations only.'), // prettier-ignore
    evidence: 'Pregled medija, mart'
  })
  ago(120)
  await set(
    'b1-p4',
    {
      unit: words('službenika', 'zyrtarë', 'officials'),
      better: 'more',
      breakdowns: [women],
      responsible: jelena.organisation,
      means: words('Spiskovi prisustva i testovi posle obuke', 'Listat e pjesëmarrjes dhe testet pas trajnimit', 'Attendance lists and tests after the training'), // prettier-ignore
      formula: words('Službenici koji su posle obuke položili test, svaki jednom u godini', 'Zyrtarët që e kaluan testin pas trajnimit, secili një herë në vit', 'Officials who passed the test after the training, each once a year') // prettier-ignore
    },
    2,
    'Ko je išao na dve obuke, brojao se dvaput.'
  )
  await enter('b1-p4', {
    period: String(year),
    number: 27,
    parts: [{ by: 'd1', key: 'p1', value: 15 }],
    evidence: `Spiskovi prisustva ${year}.`,
    reason: 'Četvoro je bilo na dve obuke.'
  })
  await changeGap(jelena, { kind: 'reading-confirmed', gap: 'jaz-06', activities: ['b1'] })
  await changeGap(jelena, { kind: 'measure-linked', gap: 'jaz-08', activity: 'c1', reason: 'Ranjive migrante prvi sretnu mešoviti timovi.' }) // prettier-ignore
  setClock(() => new Date())
}
