// A scanned page as the note holds it: in memory, never in the draft. How it is cleaned, sealed and sent is the caller's.
import type { FileManifest } from '../../report.ts'

export type Scan = { blob: Blob; name: string; type: string }
export type SealedScans = { manifests: FileManifest[]; described: Record<string, unknown>[] }

export type ScanWays = {
  /** A picture drawn anew, without place and camera; anything else as it is. */
  clean(file: File, n: number): Promise<Scan>
  /** Seals to these keys and sends; gives what stands inside the report and what stands beside it. */
  sealAndSend(
    scans: readonly Scan[],
    place: { network: string; circle: string; epoch: number },
    recipients: string[],
    tell: (n: number, all: number) => void
  ): Promise<SealedScans>
}
