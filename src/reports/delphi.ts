// The operational indicators of ILO and the European Commission ("Delphi", 2009, revised September 2009, WCMS_105023) for labour exploitation,
// adults and children, and how they are read.
// Provenance: the weights come from a secondary transcription of the ILO lists found in public code; the numbers per dimension
// (10, 10, 16, 9, 15, 7) agree with an independent description. CHECK AGAINST WCMS_105023 BEFORE A FIELD RELEASE.
// The two lists for sexual exploitation were not available and are not guessed: use the observation lists and refer for a decision.
// A reading is an aid. It is never a status: that is decided by authorised people.

export const weights = ['strong', 'medium', 'weak'] as const
export type Weight = (typeof weights)[number]
type Letter = 'S' | 'M' | 'W'

// Within a dimension: name, weight for adults, weight for children (without one: not in the children's list, which has no weak ones).
const labour = {
  'deceptive-recruitment': [
    ['job-nature-location-employer', 'S', 'S'],
    ['wages', 'M', 'M'],
    ['conditions-of-work', 'M', 'M'],
    ['contract-content-or-legality', 'M', 'M'],
    ['housing-and-living-conditions', 'M', 'M'],
    ['legal-documents-or-migration-status', 'M', 'M'],
    ['travel-and-recruitment-conditions', 'M', 'M'],
    ['family-reunification', 'M', 'M'],
    ['promise-of-marriage-or-adoption', 'M', 'M'],
    ['access-to-education', 'W', 'S']
  ],
  'coercive-recruitment': [
    ['violence-on-victim', 'S', 'S'],
    ['threat-of-violence-on-victim', 'M', 'S'],
    ['abduction-forced-marriage-adoption-or-sale', 'M', 'S'],
    ['debt-bondage', 'M', 'S'],
    ['confiscation-of-documents', 'M', 'M'],
    ['isolation-confinement-surveillance', 'M', 'M'],
    ['threat-of-denunciation-to-authorities', 'M', 'M'],
    ['threat-to-inform-family-or-community', 'M', 'M'],
    ['violence-on-family', 'M', 'M'],
    ['withholding-of-money', 'M', 'M']
  ],
  'abuse-of-vulnerability-recruitment': [
    ['difficult-family-situation', 'M', 'M'],
    ['illegal-status', 'M', 'M'],
    ['lack-of-education-or-language', 'M', 'M'],
    ['lack-of-information', 'M', 'M'],
    ['control-by-exploiters', 'M', 'M'],
    ['economic-reasons', 'M', 'M'],
    ['false-information-on-successful-migration', 'M', 'M'],
    ['false-information-on-law-or-authorities', 'M'],
    ['family-situation', 'M', 'M'],
    ['personal-situation', 'M', 'M'],
    ['psychological-or-emotional-dependency', 'M', 'M'],
    ['relationship-with-authorities-legal-status', 'M', 'M'],
    ['difficulties-in-the-past', 'M', 'M'],
    ['difficulty-to-organise-travel', 'M', 'M'],
    ['cultural-or-religious-beliefs', 'W', 'M'],
    ['general-context', 'W', 'M']
  ],
  exploitation: [
    ['excessive-working-days-or-hours', 'S', 'S'],
    ['low-or-no-salary', 'M', 'M'],
    ['wage-manipulation', 'M', 'M'],
    ['bad-living-conditions', 'M', 'M'],
    ['very-bad-working-conditions', 'M', 'M'],
    ['hazardous-work', 'M', 'M'],
    ['no-respect-of-labour-law-or-contract', 'M', 'M'],
    ['no-social-protection', 'M'],
    ['no-access-to-education', 'W', 'M']
  ],
  'coercion-at-destination': [
    ['confiscation-of-documents', 'S', 'S'],
    ['debt-bondage', 'S', 'S'],
    ['isolation-confinement-surveillance', 'S', 'S'],
    ['violence-on-victim', 'S', 'S'],
    ['threat-of-violence-on-victim', 'M', 'S'],
    ['forced-into-illicit-activities', 'M', 'S'],
    ['forced-tasks-or-clients', 'M', 'S'],
    ['under-strong-influence', 'M', 'S'],
    ['forced-to-act-against-peers', 'M', 'M'],
    ['forced-to-lie-to-authorities-or-family', 'M', 'M'],
    ['threat-of-denunciation-to-authorities', 'M', 'M'],
    ['threat-of-worse-working-conditions', 'M', 'M'],
    ['violence-on-family', 'M', 'M'],
    ['withholding-of-wages', 'M', 'M'],
    ['threat-to-inform-family-or-community', 'W', 'M']
  ],
  'abuse-of-vulnerability-destination': [
    ['dependency-on-exploiters', 'M', 'M'],
    ['difficulty-to-live-in-unknown-area', 'M', 'M'],
    ['economic-reasons', 'M', 'M'],
    ['family-situation', 'M', 'M'],
    ['relationship-with-authorities-legal-status', 'M', 'M'],
    ['difficulties-in-the-past', 'W', 'M'],
    ['personal-characteristics', 'W', 'M']
  ]
} as const satisfies Record<string, readonly (readonly [string, Letter, Letter?])[]>

export type Dimension = keyof typeof labour
type NameIn<D extends Dimension> = (typeof labour)[D][number][0]
/** `dimension.name`: debt bondage at recruitment and at destination are two indicators. */
export type IndicatorId = { [D in Dimension]: `${D}.${NameIn<D>}` }[Dimension]

export const dimensions = Object.keys(labour) as readonly Dimension[]

const phaseOf = {
  'deceptive-recruitment': 'recruitment',
  'coercive-recruitment': 'recruitment',
  'abuse-of-vulnerability-recruitment': 'recruitment',
  exploitation: 'destination',
  'coercion-at-destination': 'destination',
  'abuse-of-vulnerability-destination': 'destination'
} as const satisfies Record<Dimension, 'recruitment' | 'destination'>

export type Indicator = {
  readonly id: IndicatorId
  readonly dimension: Dimension
  readonly phase: 'recruitment' | 'destination'
  /** Of the Palermo protocol's definition. The act itself has no indicators. */
  readonly element: 'means' | 'purpose'
  readonly weight: Weight
}

export const indicatorListIds = ['labour-adults', 'labour-children'] as const
export type IndicatorListId = (typeof indicatorListIds)[number]
export type IndicatorList = {
  readonly id: IndicatorListId
  /** Stored with every assessment: a later list must not change what an earlier one said. */
  readonly version: string
  readonly under18: boolean
  readonly indicators: readonly Indicator[]
}

const weightOf = { S: 'strong', M: 'medium', W: 'weak' } as const satisfies Record<Letter, Weight>

const listFor = (id: IndicatorListId): IndicatorList => ({
  id,
  version: 'WCMS_105023/2009-09/transcription-1',
  under18: id === 'labour-children',
  indicators: dimensions.flatMap(dimension =>
    labour[dimension].flatMap(([name, adults, children]: readonly [string, Letter, Letter?]) => {
      const letter = id === 'labour-adults' ? adults : children
      if (!letter) return []
      return [
        {
          id: `${dimension}.${name}` as IndicatorId,
          dimension,
          phase: phaseOf[dimension],
          element: dimension === 'exploitation' ? ('purpose' as const) : ('means' as const),
          weight: weightOf[letter]
        }
      ]
    })
  )
})

export const indicatorLists = {
  'labour-adults': listFor('labour-adults'),
  'labour-children': listFor('labour-children')
} as const satisfies Record<IndicatorListId, IndicatorList>

export const indicatorAnswers = ['yes', 'no', 'not-known'] as const
/** Not known is not no: it counts for nothing and asks to be found out. */
export type IndicatorAnswer = (typeof indicatorAnswers)[number]
export type IndicatorAnswers = Readonly<Partial<Record<IndicatorId, IndicatorAnswer>>>

/** Age uncertain: the children's list, by the presumption of minority. */
export const labourListFor = (under18: IndicatorAnswer): IndicatorList =>
  indicatorLists[under18 === 'no' ? 'labour-adults' : 'labour-children']
