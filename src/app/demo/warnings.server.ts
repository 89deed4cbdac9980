// Early warning in the made-up year: three matrices in force, one questionnaire, what a field team brought back, and what became of it.
import { addDays } from '#cases/index.ts'
import { dayIn } from '#kernel/day.ts'
import type { CircleId, FactId, NetworkId } from '#kernel/id.ts'
import { setClock } from '#platform/clock.server.ts'
import { listAlerts } from '#risk/alerts/read.server.ts'
import { stepOnAlert, type AlertStepInput } from '#risk/alerts/step.server.ts'
import { answersPlace, type Answers } from '#risk/field/submission.ts'
import { takeSubmission } from '#risk/field/take-submission.server.ts'
import { makeForm } from '#risk/forms/edit-form.server.ts'
import { readForm, takeOutForm } from '#risk/forms/read-forms.server.ts'
import { useForm } from '#risk/forms/use-form.server.ts'
import { spaces } from '#risk/forms/write-xform.ts'
import { scoreMatrix, type RiskCategory, type SignAnswer } from '#risk/matrix.ts'
import { adoptMatrix, putInForce } from '#risk/matrices/adopt-matrix.server.ts'
import { beginDraft } from '#risk/matrices/edit-draft.server.ts'
import { shippedMatrix } from '#risk/matrices/shipped.server.ts'
import { seal, type Keys } from '#seal/index.ts'
import type { DemoPerson } from './cases.server.ts'

type Year = {
  network: NetworkId
  people: DemoPerson[]
  warning: { id: CircleId; keys: Keys }
  timezone: string
  settlements: readonly string[]
  chance: () => number
}

const day = 86_400_000
const adopted: readonly RiskCategory[] = ['rk-trazioci-azila', 'rk-maloletnici-bez-pratnje', 'rk-zene']
const asked: RiskCategory = 'rk-trazioci-azila'

export const watchForRisks = async (year: Year) => {
  const of = (name: string) => year.people.find(p => p.name.startsWith(name))!.actor
  const [jelena, ana, mirjana, sadije] = [of('Jelena'), of('Ana'), of('Mirjana'), of('Sadije')]
  const began = Date.now() - 330 * day
  setClock(() => new Date(began))
  const matrices = new Map(adopted.map(category => [category, crypto.randomUUID()]))
  for (const [category, id] of matrices) {
    await beginDraft(ana, { id, category, from: { kind: 'shipped' } })
    const adoption = {
      group: 'Radna grupa za rano upozorenje',
      metOn: dayIn(new Date(began), year.timezone),
      present: [jelena.account, ana.account, mirjana.account],
      others: '',
      decision: 'Usvojena kako je predložena; posle godinu dana gleda se ponovo.',
      votes: null,
      remarks: ''
    }
    await adoptMatrix(jelena, { id, rev: 1, adoption }, year.timezone)
    await putInForce(jelena, { id })
  }
  await useQuestionnaire(matrices.get(asked)!)

  async function useQuestionnaire(matrix: string) {
    const [first, id] = [crypto.randomUUID(), crypto.randomUUID()]
    await makeForm(ana, { id: first, from: { kind: 'shipped', name: 'profiling', matrix: null } })
    await useForm(ana, { id: first, rev: 1 }, year.timezone)
    await makeForm(ana, { id, from: { kind: 'matrix', matrix } })
    await useForm(ana, { id, rev: 1 }, year.timezone)
    const { form } = await readForm(ana, id)
    const { xform } = await takeOutForm(ana, id)
    for (const ago of Array.from({ length: 42 }, () => Math.floor(year.chance() * 300)).sort((a, b) => b - a))
      await bringBack({ id: form.formId, version: form.version, xform, matrix }, ago)
  }

  async function bringBack(
    form: { id: string; version: string; xform: string; matrix: string },
    ago: number
  ) {
    const at = new Date(Date.now() - ago * day - 3_600_000)
    setClock(() => at)
    const { signs, rules } = shippedMatrix(asked)
    const many = year.chance() < 0.2 ? 0.35 : 0.08
    const answers: Record<string, SignAnswer> = Object.fromEntries(
      signs.map(sign => [sign.code, year.chance() < (sign.severe ? many / 6 : many) ? 'yes' : 'no'])
    )
    const score = scoreMatrix({ signs, rules }, answers)
    const place = year.chance()
    const settlement = place < 0.4 ? 'domorovce' : place < 0.7 ? 'ranilug' : year.settlements[Math.floor(place * 13) % year.settlements.length]! // prettier-ignore
    const { id: circle, keys } = year.warning
    const where = { network: year.network as string, id: crypto.randomUUID() as string, circle: circle as string, epoch: 1 } // prettier-ignore
    const said: Answers = {
      form: { id: form.id, version: form.version },
      xml: filledIn(
        form.xform,
        Object.fromEntries(signs.map(({ code }) => [`s_${code.replace(/[^a-z0-9]/g, '_')}`, answers[code]!]))
      ),
      notKnown: [],
      notSaid: [],
      language: 'ar',
      interpreter: 'telephone',
      score,
      handOver: null
    }
    await takeSubmission(
      sadije,
      {
        id: where.id,
        circle,
        epoch: 1,
        sealed: await seal<unknown>(said, { ...answersPlace(where), at: null, recipients: [keys.recipient] }),
        envelope: {
          formId: form.id,
          formVersion: form.version,
          matrix: { id: form.matrix, version: 1 },
          saidOn: dayIn(at, year.timezone),
          language: 'ar',
          category: asked,
          settlement,
          level: score.level,
          informed: year.chance() < 0.8 ? 'rights-ar' : null
        },
        mode: 'field',
        phoneNow: at
      },
      year
    )
    await follow(at, ago)
  }

  /** What came of the alert of that day: the last ones still wait. */
  async function follow(at: Date, ago: number) {
    if (ago < 12) return
    for (const alert of (await listAlerts(mirjana)).open) {
      const today = dayIn(at, year.timezone)
      const step = (input: AlertStepInput) => stepOnAlert(mirjana, alert.id, input, year.timezone)
      const fact = () => ({ fact: crypto.randomUUID() as FactId })
      if (alert.alert.state !== 'waiting') continue
      await step({ do: 'take', ...fact(), seen: alert.steps })
      await step({ do: 'plan', ...fact(), seen: alert.steps + 1, action: 'talk', until: addDays(today, 5) })
      if (ago < 30) continue
      const end = year.chance()
      const ending = { do: 'close' as const, ...fact(), seen: alert.steps + 2 }
      if (end < 0.3) await step({ ...ending, outcome: 'came-true' })
      else if (end < 0.5) await step({ ...ending, outcome: 'prevented' })
      else if (end < 0.9) await step({ ...ending, outcome: 'did-not' })
      else await step({ ...ending, outcome: 'cannot-be-known', unknowable: 'person-left' })
    }
  }
}

/** The form's own instance with these answers in it. */
const filledIn = (xform: string, values: Record<string, string>): string => {
  const [, instance = ''] = /<instance>\s*([\s\S]*?)\s*<\/instance>/.exec(xform) ?? []
  return Object.entries(values).reduce(
    (xml, [name, value]) => xml.replace(`<${name}/>`, `<${name}>${value}</${name}>`),
    // as every client writes it: the instance stands alone, with its own prefixes
    instance.replace('<data ', `<data xmlns:orx="${spaces.openrosa}" `)
  )
}
