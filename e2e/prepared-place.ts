// Vitest's global setup: where what is prepared once in a run lies (prepared.ts).
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    prepared: string
  }
}

export default (project: TestProject) => {
  const folder = mkdtempSync(join(tmpdir(), 'fener-prepared-'))
  // root starts PostgreSQL as somebody else, who passes through here
  chmodSync(folder, 0o711)
  project.provide('prepared', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}
