import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'

export const home = process.env.FENER_HOME ?? process.cwd()

/** Runs a program with our output; resolves with its exit code. */
export const run = (program: string, args: string[], env: Record<string, string> = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: home, stdio: 'inherit', env: { ...process.env, ...env } })
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)))
  })

type Step = [name: string, program: string, args: string[], env?: Record<string, string>]

const say = (name: string, begun: number, code: number) =>
  console.log(`${code === 0 ? '✔' : '✘'} ${name} ${((performance.now() - begun) / 1000).toFixed(1)} s`)

/** As `run`, one after the other; ends the process at the first that fails. */
export const runAll = async (steps: Step[]) => {
  for (const [name, program, args, env] of steps) {
    const begun = performance.now()
    const code = await run(program, args, env)
    say(name, begun, code)
    if (code !== 0) process.exit(code)
  }
}

/** Steps that need nothing of each other: as many at once as there are cores, each saying what it has to say when it is done; all are run. */
export const runBeside = async (steps: Step[]) => {
  const left = [...steps]
  let worst = 0
  const work = async () => {
    for (let step = left.shift(); step; step = left.shift()) {
      const [name, program, args] = step
      const begun = performance.now()
      const { code, said } = await runQuietly(program, args)
      process.stdout.write(said)
      say(name, begun, code)
      worst ||= code
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  if (worst) process.exit(worst)
}

const runQuietly = (program: string, args: string[]): Promise<{ code: number; said: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: home, stdio: ['ignore', 'pipe', 'pipe'] })
    const said: Buffer[] = []
    child.stdout.on('data', part => said.push(part))
    child.stderr.on('data', part => said.push(part))
    child.on('error', reject)
    child.on('close', (code, signal) =>
      resolve({ code: code ?? (signal ? 1 : 0), said: Buffer.concat(said).toString() })
    )
  })
