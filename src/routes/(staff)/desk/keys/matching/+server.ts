import { post } from '#app/endpoint.server.ts'
import { makeMatching, MakeMatching } from '#identity/make-matching.server.ts'

export const POST = post(MakeMatching, makeMatching)
