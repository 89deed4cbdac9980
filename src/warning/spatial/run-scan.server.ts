import type { ScanQuestion } from '../input/places.ts'
import { inThread, type Progress } from '../thread.server.ts'

/** Answers off the caller's thread. `progress` hears how far it is, about a hundred times; `signal` stops it at once. */
export const runScan = (
  question: ScanQuestion,
  heard: { progress?: Progress; signal?: AbortSignal } = {}
): Promise<unknown> => inThread('src/warning/spatial/scan-worker.server.ts', question, heard)
