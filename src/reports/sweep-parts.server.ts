import { sql } from 'kysely'
import { tidy } from '#access/work.server.ts'
import { addDays } from '#kernel/period.ts'

const kept = 2
const batch = 500

/**
 * A phone uploads the parts of a file before it sends the report that names them. Parts that no report has named after two
 * whole days are nobody's: the sender gave up, or meant to fill the disk. Gives how many went.
 */
export const sweepParts = async (): Promise<number> => {
  let swept = 0
  for (;;) {
    const gone = await tidy(({ db, now }) => {
      const before = addDays(now.toISOString().slice(0, 10), -kept)
      return db.run(sql`
        delete from reports.file_parts where (network_id, upload, file, part) in (
          select p.network_id, p.upload, p.file, p.part from reports.file_parts p
          where p.arrived_on < ${before}
            and not exists (select from reports.files f
                            where f.network_id = p.network_id and f.upload = p.upload and f.file = p.file)
          limit ${batch})`)
    })
    swept += gone
    if (gone < batch) return swept
  }
}
