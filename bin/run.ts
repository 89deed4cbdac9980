import { spawn } from 'node:child_process'

export const home = process.env.FENER_HOME ?? process.cwd()

/** Runs a program with our output; resolves with its exit code. */
export const run = (program: string, args: string[], env: Record<string, string> = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: home, stdio: 'inherit', env: { ...process.env, ...env } })
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)))
  })

/** As `run`, one after the other; ends the process at the first that fails. */
export const runAll = async (
  steps: [name: string, program: string, args: string[], env?: Record<string, string>][]
) => {
  for (const [name, program, args, env] of steps) {
    const begun = performance.now()
    const code = await run(program, args, env)
    console.log(`${code === 0 ? '✔' : '✘'} ${name} ${((performance.now() - begun) / 1000).toFixed(1)} s`)
    if (code !== 0) process.exit(code)
  }
}
