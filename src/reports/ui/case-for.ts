// A case from one or several reports: what the witnesses wrote, without its masked parts, sealed anew for the case team in this browser.
// The server moves boxes it cannot open.
import { newCircle, openSealedFile, sealInto } from '#access/keyring.svelte.ts'
import { filesWithDecision, partBytes } from '#cases/index.ts'
import { Problem, orThrow } from '#kernel/problem.ts'
import { base64url, sealFile } from '#seal/index.ts'
import { covered } from '../masks.ts'
import type { ReportPage } from '../read-report.server.ts'
import type { OpenedReport } from './opened.svelte.ts'
import { sealedPieces } from './sealed-pieces.ts'

export type Both = { report: ReportPage; opened: OpenedReport }
type Holder = { account: string; recipient: string }

/** Files up to this size in all come along into the case; bigger ones stay with the intake team, who is asked for them. */
const filesLimit = filesWithDecision * 0.75

/** The first of `reports` is the one that is decided; the others are decided alike. */
export const caseFor = async (holders: readonly Holder[], reports: readonly Both[]) => {
  const [main] = reports
  if (!main || reports.some(({ opened }) => opened.failed)) throw new Problem('desk.cannot-open', 409)
  const circle = await newCircle([...holders])
  const place = { circle: circle.id, epoch: 1, rev: 1 }
  const sealed = []
  const files = []
  let total = 0
  for (const { report, opened } of reports) {
    // refused as a whole when a marked text is not the one that was marked
    const shown = orThrow(covered(opened, opened.masks)).covered
    const left = []
    for (const file of opened.files.filter(one => shown.files.includes(one.row))) {
      total += file.size
      if (total > filesLimit) left.push(file.name)
      else files.push(await againFor(report, file, circle.recipient, place))
    }
    const row = crypto.randomUUID()
    sealed.push({
      id: row,
      sealed: await sealInto(
        { content: shown.content, talk: shown.talk, report: report.code, filesLeftWithIntake: left },
        { ...place, kind: 'origin', table: 'cases.sealed_records', row, purpose: 'origin' },
        [circle.recipient]
      )
    })
  }
  return { case: crypto.randomUUID(), circle, origin: 'report', fromReport: main.report.code, sealed, files }
}

const againFor = async (
  report: ReportPage,
  file: OpenedReport['files'][number],
  recipient: string,
  place: { circle: string; epoch: number; rev: number }
) => {
  const from = { circle: report.circle, epoch: file.epoch }
  const bytes = await openSealedFile(report.keys, sealedPieces(report.code, file), from, file)
  const again = await sealFile(bytes, [recipient])
  const row = crypto.randomUUID()
  const manifest = await sealInto(
    {
      id: row,
      name: file.name,
      type: file.type,
      size: again.size,
      sha256: again.sha256,
      cleaned: file.cleaned ?? false,
      ...(file.voice && { voice: file.voice })
    },
    { ...place, kind: 'file', table: 'cases.files', row, purpose: 'file' },
    [recipient]
  )
  const sealed = again.sealed as Uint8Array
  const pieces = []
  for (let at = 0; at < sealed.length; at += partBytes)
    pieces.push(base64url(sealed.subarray(at, at + partBytes)))
  return { id: row, manifest, parts: pieces }
}
