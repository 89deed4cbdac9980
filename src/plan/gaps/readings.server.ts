// Our reading of which measure answers which gap, as a file that ships with Fener. It is a proposal: people confirm or change it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { Trilingual } from '../strategy.ts'
import type { Reading } from './gaps.ts'

const File = z.strictObject({
  schema: z.literal('fener-gap-reading/1'),
  strategy: z.string(),
  readings: z.array(z.strictObject({ gap: z.string(), activity: z.string(), why: Trilingual }))
})

let read: z.infer<typeof File> | undefined

/** Of another municipality's strategy nothing is read: its people say which measure answers which gap. */
export const shippedReadings = (strategy: string): readonly Reading[] => {
  const home = process.env.FENER_HOME ?? process.cwd()
  read ??= File.parse(parse(readFileSync(join(home, 'strategy', 'ranilug-2024-gaps.yaml'), 'utf8')))
  return read.strategy === strategy ? read.readings : []
}
