// Every capability that has words. Adding one: a folder with sr-Latn.ts, sq.ts, en.ts and an index.ts, then one line here.
// What public pages say stands in seven more files of the same folder; docs/languages.md says how.
import { alerts } from './risk-alerts/index.ts'
import { annual } from './annual/index.ts'
import { brief } from './risk-brief/index.ts'
import { cases } from './cases/index.ts'
import { casework } from './casework/index.ts'
import { conference } from './conference/index.ts'
import { corrected } from './corrected/index.ts'
import { desk } from './desk/index.ts'
import { domain } from './domain/index.ts'
import { files } from './files/index.ts'
import { indicatorWords } from './indicators/index.ts'
import { inbox } from './inbox/index.ts'
import { line } from './line/index.ts'
import { mail } from './mail/index.ts'
import { match } from './match/index.ts'
import { matrix } from './matrix/index.ts'
import { out } from './out/index.ts'
import { plan } from './plan/index.ts'
import { evaluations } from './plan-evaluations/index.ts'
import { progress } from './plan-progress/index.ts'
import { planTasks } from './plan-tasks/index.ts'
import { planFields } from './plan-fields/index.ts'
import { planVersions } from './plan-versions/index.ts'
import { problems } from './problems/index.ts'
import { professionals } from './professionals/index.ts'
import { publicWords } from './public/index.ts'
import { forms } from './risk-forms/index.ts'
import { rights } from './rights/index.ts'
import { riskTrends } from './risk-trends/index.ts'
import { asked } from './risk-asked/index.ts'
import { field } from './risk-field/index.ts'
import { submissions } from './risk-submissions/index.ts'
import { hotspots } from './risk-hotspots/index.ts'
import { services } from './services/index.ts'
import { team } from './team/index.ts'
import { together } from './together/index.ts'
import { triage } from './triage/index.ts'
import { ui } from './ui/index.ts'
import { ways } from './ways/index.ts'

export const capabilities = {
  alerts,
  annual,
  brief,
  ui,
  problems,
  public: publicWords,
  desk,
  files,
  mail,
  inbox,
  triage,
  line,
  professionals,
  domain,
  cases,
  casework,
  corrected,
  match,
  matrix,
  indicators: indicatorWords,
  services,
  out,
  plan,
  evaluations,
  progress,
  planTasks,
  planFields,
  planVersions,
  rights,
  trends: riskTrends,
  conference,
  team,
  together,
  ways,
  asked,
  field,
  submissions,
  forms,
  hotspots
}

export type Capability = keyof typeof capabilities
export type Key<C extends Capability> = keyof (typeof capabilities)[C]['sr-Latn'] & string
export type Catalogue<C extends Capability> = Record<Key<C>, string>

/** Keys of everything the desk may say: all capabilities but the public pages. */
export type DeskKey = { [C in Exclude<Capability, 'public'>]: Key<C> }[Exclude<Capability, 'public'>]

/** What the public pages speak, in eleven languages; of `problems` and `domain` only their part. */
export type PublicCapability = 'ui' | 'problems' | 'public' | 'domain' | 'asked'
export type PublicKey<C extends PublicCapability> = keyof (typeof capabilities)[C]['ar'] & string
export type PublicCatalogue<C extends PublicCapability> = Record<PublicKey<C>, string>
