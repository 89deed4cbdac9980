// Signs that anybody may notice, in six lists after the sets of UNODC; the wording is ours. Without weights, on purpose:
// one sign proves nothing, no sign excludes nothing, several are a reason to ask.
export const observations = {
  general: [
    'seems-afraid',
    'someone-speaks-for-them',
    'does-not-keep-own-papers',
    'cannot-leave-freely',
    'injuries-or-untreated-illness',
    'does-not-know-where-they-are',
    'owes-for-travel-or-job',
    'gets-little-or-no-pay',
    'little-contact-with-family',
    'answers-sound-rehearsed'
  ],
  children: [
    'not-with-parents-or-guardian',
    'no-time-to-play',
    'not-in-school',
    'does-work-for-adults',
    'lives-apart-from-the-family-children',
    'eats-apart-or-leftovers',
    'travels-with-strangers',
    'fear-of-the-adults-around',
    'things-a-child-could-not-buy'
  ],
  'domestic-servitude': [
    'lives-with-the-family-they-work-for',
    'no-place-of-their-own',
    'never-goes-out-alone',
    'works-from-early-to-late',
    'insulted-or-hit',
    'no-day-off',
    'eats-apart-or-leftovers',
    'reported-missing-by-employer'
  ],
  'sexual-exploitation': [
    'always-escorted',
    'keeps-none-of-the-money',
    'cannot-refuse',
    'moved-between-places',
    'lives-where-they-work',
    'marks-of-ownership',
    'knows-only-words-of-this-trade',
    'advertised-by-somebody-else',
    'partner-who-sends-them'
  ],
  labour: [
    'sleeps-at-the-workplace',
    'brought-and-fetched-together',
    'no-protective-clothing',
    'no-contract-they-can-read',
    'pay-kept-back-for-debt',
    'works-very-long-days',
    'fined-by-the-employer',
    'workplace-closed-or-guarded',
    'depends-on-employer-for-everything'
  ],
  'begging-and-petty-crime': [
    'child-begs-at-night-or-in-cold',
    'hands-over-what-they-get',
    'daily-sum-to-bring',
    'punished-for-bringing-little',
    'brought-and-fetched-by-an-adult',
    'same-adult-with-several-children',
    'moved-from-town-to-town',
    'injury-that-earns-pity',
    'steals-or-carries-for-others',
    'not-related-to-the-adult'
  ]
} as const satisfies Record<string, readonly string[]>

export type ObservationSet = keyof typeof observations
export type Observation = {
  [S in ObservationSet]: `${S}.${(typeof observations)[S][number]}`
}[ObservationSet]

export const observationSets = Object.keys(observations) as readonly ObservationSet[]
export const allObservations = observationSets.flatMap(set =>
  observations[set].map(sign => `${set}.${sign}` as Observation)
)
