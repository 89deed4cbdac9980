// What the commands for statisticians share: arguments, files, and refusals in one line.
import { readFileSync } from 'node:fs'
import { InputRefused } from '#warning/input/refused.ts'

/** `--name value` and the words between. */
export const options = <Name extends string>(args: string[], names: readonly Name[]) => {
  const words: string[] = []
  const named: Partial<Record<Name, string>> = {}
  let asksHelp = false
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!
    if (arg === '--help' || arg === '-h' || arg === 'help') asksHelp = true
    else if (!arg.startsWith('--')) words.push(arg)
    else {
      const [, text, joined] = /^--([^=]*)(?:=(.*))?$/s.exec(arg)!
      const name = names.find(known => known === text)
      const value = joined ?? args[++i]
      if (!name) throw new InputRefused(`there is no option --${text}`)
      if (value === undefined) throw new InputRefused(`--${text} needs a value`)
      named[name] = value
    }
  }
  return { words, named, asksHelp }
}

export const textOf = (file: string): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file === '-' ? 0 : file))
  } catch (error) {
    throw new InputRefused(`${file} ${error instanceof TypeError ? 'is not UTF-8 text' : 'cannot be read'}`)
  }
}

/** Runs a command; input it cannot understand is one line on stderr and exit code 2. */
export const orRefuse = <T>(run: () => T): T | undefined => {
  const refuse = (error: unknown): undefined => {
    if (!(error instanceof InputRefused)) throw error
    console.error(`fener: ${error.message}`)
    process.exitCode = 2
    return undefined
  }
  try {
    const result = run()
    return result instanceof Promise ? (result.catch(refuse) as T) : result
  } catch (error) {
    return refuse(error)
  }
}
