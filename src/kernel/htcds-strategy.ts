// The strategy's six forms of trafficking and its vulnerable categories, and what they are called in HTCDS.
// Ids are those of strategy/ranilug-2024.yaml, where their names in three languages are.
import type { TypeOfExploitation, TypeOfSexualExploitation } from './htcds.ts'

export const traffickingForms = [
  'oblik-seksualna',
  'oblik-radna',
  'oblik-prosjacenje',
  'oblik-krivicna-dela',
  'oblik-brak',
  'oblik-pornografija'
] as const
export type TraffickingForm = (typeof traffickingForms)[number]

export const exploitationOfForm = {
  'oblik-seksualna': { exploitation: 'SexualExploitation' },
  'oblik-radna': { exploitation: 'ForcedLabour' },
  'oblik-prosjacenje': { exploitation: 'ForcedBegging' },
  // HTCDS has no value for forced criminality; the strategy's own form stays the only place where it is counted.
  'oblik-krivicna-dela': { exploitation: 'Other' },
  'oblik-brak': { exploitation: 'ForcedMarriage' },
  'oblik-pornografija': { exploitation: 'SexualExploitation', sexual: 'Pornography' }
} as const satisfies Record<
  TraffickingForm,
  { exploitation: TypeOfExploitation; sexual?: TypeOfSexualExploitation }
>

/** Signs of what: the strategy's forms, two that come before any form shows, and several or something else. What is counted early is counted by these. */
export const signKinds = [...traffickingForms, 'recruitment', 'movement', 'several'] as const
export type SignKind = (typeof signKinds)[number]

/** Several forms may mean one type of exploitation: each is named once, in the order of the forms. */
export const exploitationOfForms = (forms: readonly TraffickingForm[]) => {
  const found: { exploitation: TypeOfExploitation; sexual?: TypeOfSexualExploitation }[] = forms.map(
    form => exploitationOfForm[form]
  )
  return {
    typesOfExploitation: [...new Set(found.map(one => one.exploitation))],
    typesOfSexualExploitation: [...new Set(found.flatMap(one => one.sexual ?? []))]
  }
}

export const vulnerableCategories = [
  'rk-deca',
  'rk-zene',
  'rk-regularni-migranti',
  'rk-trazioci-azila',
  'rk-maloletnici-bez-pratnje',
  'rk-zrtve',
  'rk-ilegalni-migranti',
  'rk-ranjivi-migranti',
  'rk-siromastvo',
  'rk-prosjacenje',
  'rk-navodne-zrtve',
  'rk-strane-zrtve',
  'rk-ugrozeni'
] as const
export type VulnerableCategory = (typeof vulnerableCategories)[number]

/** The categories the strategy's table names for matrices (c1-z2) and for early warning (c1). */
export const riskCategories = [
  'rk-zene',
  'rk-deca',
  'rk-regularni-migranti',
  'rk-trazioci-azila',
  'rk-maloletnici-bez-pratnje',
  'rk-zrtve'
] as const satisfies readonly VulnerableCategory[]
export type RiskCategory = (typeof riskCategories)[number]
