import { post } from '#app/endpoint.server.ts'
import { chooseHabits, SomeHabits } from '#identity/desk-habits.server.ts'

export const POST = post(SomeHabits, (actor, habits) => chooseHabits(actor, habits))
