/**
 * An expected failure of the machinery (not of a rule): a missing setting, a database that is away, an unsafe role.
 * `code` is also the message key; `message` is English for whoever runs the server and never holds the content of a row.
 */
export class PlatformProblem extends Error {
  readonly code: string
  readonly status: number
  constructor(code: string, message: string, status = 500, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'PlatformProblem'
    this.code = code
    this.status = status
  }
}
