// Started by tests as a process of its own, to be killed: opens the data folder and says how it went.
import { openPostgres } from '../postgres.server.ts'

const [folder = '', bin] = process.argv.slice(2)
try {
  const began = Date.now()
  const server = await openPostgres(folder, bin ? { bin } : {})
  console.log(JSON.stringify({ socket: server.socket, pid: server.pid(), ms: Date.now() - began }))
  setInterval(() => {}, 1_000)
} catch (error) {
  console.log(JSON.stringify({ error: (error as Error).message }))
}
