import { sql } from 'kysely'
import { writeHandle } from '#platform/handles.ts'
import type { Task } from '#platform/jobs.server.ts'

/** The job after an erased report: its files' names are gone already, now the sealed bytes go. Twice does no harm. */
export const eraseFileParts: Task = ({ network, upload, file }, { database }) =>
  database.transaction('jobs', {}, async tx => {
    await writeHandle(tx).run(sql`
      delete from reports.file_parts
      where network_id = ${network} and upload = ${Buffer.from(String(upload), 'hex')} and file = ${file}`)
  })
