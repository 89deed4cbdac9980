// Every refusal of the product has one shape. The code is also the key of its sentence in every language.
// A problem ends up in logs and on screens of people who may not read the thing it is about, so it never carries content.

/** `capability.what-is-wrong`. */
export type ProblemCode = `${string}.${string}`

/** Numbers and identifiers only: a sentence, a name with a blank or an address with an @ does not pass. */
export type ProblemParams = Readonly<Record<string, number | string>>

const identifier = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/

export class Problem extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly params: ProblemParams

  constructor(code: ProblemCode, status: number, params: ProblemParams = {}) {
    super(code)
    for (const value of Object.values(params)) {
      if (typeof value === 'string' && !identifier.test(value))
        throw new TypeError(`a param of ${code} is not an identifier`)
    }
    this.name = 'Problem'
    this.code = code
    this.status = status
    this.params = params
  }

  toJSON() {
    return { code: this.code, status: this.status, params: this.params }
  }
}

/** What a person is told of anything that went wrong: the problem itself, or that it did not work. */
export const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem('common.failed', 500)

export const problem = (code: ProblemCode, status: number, params?: ProblemParams): Problem =>
  new Problem(code, status, params)

/** Used for "does not exist" and for "may not see": the two must not be told apart, so it takes no argument. */
export const notFound = (): Problem => new Problem('common.not-found', 404)

/** What a pure rule answers: the new facts, or why not. */
export type Outcome<T> = ({ readonly ok: true } & T) | Refusal
export type Refusal = { readonly ok: false; readonly problem: Problem }

export const refuse = (code: ProblemCode, status: number, params?: ProblemParams): Refusal => ({
  ok: false,
  problem: new Problem(code, status, params)
})

/** Use cases turn a refusal into the thrown kind, at one place. */
export const orThrow = <T>(outcome: Outcome<T>): { readonly ok: true } & T => {
  if (!outcome.ok) throw outcome.problem
  return outcome
}
