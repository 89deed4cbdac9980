// Every table of verbs, in one visible list: docs/permissions.md is printed from it and the route test walks it.
import { accessVerbs } from '#access/permissions.ts'
import type { Permission } from '#access/verbs.ts'
import { outVerbs } from '#cases/out/verbs.ts'
import { togetherVerbs } from '#cases/together/verbs.ts'
import { caseVerbs } from '#cases/verbs.ts'
import { identityVerbs } from '#identity/verbs.ts'
import { lineVerbs } from '#line/verbs.ts'
import { evaluationVerbs } from '#plan/evaluations/verbs.ts'
import { planVerbs } from '#plan/verbs.ts'
import { publicationVerbs } from '#publication/verbs.ts'
import { reportVerbs } from '#reports/verbs.ts'
import { alertVerbs } from '#risk/alerts/verbs.ts'
import { fieldVerbs } from '#risk/field/verbs.ts'
import { matrixVerbs } from '#risk/matrices/verbs.ts'
import { trendVerbs } from '#risk/trends/verbs.ts'
import { formVerbs, odkVerbs } from '#risk/forms/verbs.ts'
import { hotspotVerbs } from '#risk/hotspots/verbs.ts'
import { briefVerbs } from '#risk/brief/verbs.ts'
import { directoryVerbs, programmeVerbs, referralVerbs } from '#services/verbs.ts'

export const allVerbs: readonly Permission[] = [
  identityVerbs,
  accessVerbs,
  reportVerbs,
  lineVerbs,
  matrixVerbs,
  caseVerbs,
  togetherVerbs,
  outVerbs,
  referralVerbs,
  directoryVerbs,
  programmeVerbs,
  planVerbs,
  evaluationVerbs,
  alertVerbs,
  trendVerbs,
  publicationVerbs,
  fieldVerbs,
  formVerbs,
  odkVerbs,
  hotspotVerbs,
  briefVerbs
].flatMap(table => Object.values(table))
