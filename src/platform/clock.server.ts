// One clock for the whole process, so that the made-up year of the demo and the tests can stand at another day.
let clock = (): Date => new Date()

export const now = (): Date => clock()
export const setClock = (other: () => Date): void => void (clock = other)
