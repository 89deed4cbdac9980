import type { Day } from './day.ts'
import type { KindOfHelp } from './kinds-of-help.ts'

/** Where a packet's form begins: the least, with what must be chosen set to the most careful answer. */
export const emptyPacket = (service: KindOfHelp, today: Day): Record<string, unknown> => ({
  isChild: false,
  language: 'sr',
  interpreter: false,
  contact: { how: 'through-case-manager' },
  ...{
    physical: { needs: [] },
    psychological: { need: 'talks' },
    legal: { matters: [] },
    medical: { need: '' },
    shelter: { riskLevel: 'medium', adults: 1, childrenAges: [], from: today },
    immigration: { citizenship: [], documents: 'not-known', wants: [] },
    'job-training': { mayWork: 'not-known' },
    education: { languageOfTeaching: 'sr' }
  }[service]
})
