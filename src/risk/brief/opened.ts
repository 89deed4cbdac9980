// A sealed brief opened in the browser: the words people wrote take the place of their facts' ids, and the report is folded from them.
import { foldReport, type AnnualReport } from '#publication/index.ts'
import type { BriefFact } from './brief.ts'

/** `opened`: words by the id of their fact; those not open yet are left blank. */
export const foldOpened = (
  facts: readonly BriefFact[],
  ids: readonly string[],
  opened: Readonly<Record<string, string>>
): AnnualReport =>
  foldReport(
    facts.map((fact, i) =>
      fact.kind === 'section-edited' && fact.text === ids[i] ? { ...fact, text: opened[ids[i]!] ?? '' } : fact
    )
  )
