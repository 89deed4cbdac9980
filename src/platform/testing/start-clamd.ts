// Debian's clamd for the tests, on a socket and with a configuration of its own, knowing one signature of ours: nothing is downloaded.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const program = '/usr/sbin/clamd'
export const clamdIsInstalled = existsSync(program)
if (!clamdIsInstalled)
  console.warn('clamav-daemon is not installed: the virus check is tested against a made-up clamd only.')

/** The text every scanner knows; in two halves, so that none takes this file for it. */
export const eicar = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$' + 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'

export type Clamd = { path: string; temporary: string; stop(): Promise<void> }

export const startClamd = async (most = '1M'): Promise<Clamd> => {
  const folder = mkdtempSync(join(tmpdir(), 'fener-clamd-'))
  const [path, database, temporary, config] = ['socket', 'db', 'tmp', 'clamd.conf'].map(name =>
    join(folder, name)
  ) as [string, string, string, string]
  mkdirSync(database)
  mkdirSync(temporary)
  writeFileSync(join(database, 'own.hdb'), '44d88612fea8a8f36de82e1278abb02f:68:Eicar-Own-Signature\n')
  const lines = [
    `LocalSocket ${path}`,
    `DatabaseDirectory ${database}`,
    `TemporaryDirectory ${temporary}`,
    'Foreground yes',
    `StreamMaxLength ${most}`
  ]
  writeFileSync(config, lines.join('\n') + '\n')
  const daemon = spawn(program, ['--config-file', config], { stdio: 'ignore' })
  const ended = new Promise<void>(resolve => daemon.once('exit', () => resolve()))
  const stop = async () => {
    daemon.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  for (let waited = 0; !existsSync(path); waited += 50) {
    if (waited > 20_000) {
      await stop()
      throw new Error('clamd did not start')
    }
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  return { path, temporary, stop }
}
