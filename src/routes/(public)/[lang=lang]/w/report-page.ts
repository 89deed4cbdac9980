import type { Intake } from '../../intake.server.ts'

/** What the report's page hands its script: keys to seal to, and the few sentences said while sending. */
export type ReportPage = {
  key: string
  intake: Intake
  words: Record<string, string>
}
