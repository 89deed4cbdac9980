import { post } from '#app/endpoint.server.ts'
import { makeStanding, MakeStanding } from '#identity/make-standing.server.ts'

export const POST = post(MakeStanding, makeStanding)
