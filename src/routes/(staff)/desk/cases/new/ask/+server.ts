import { post } from '#app/endpoint.server.ts'
import { AskMatches, askMatches } from '#cases/ask-matches.server.ts'

export const POST = post(AskMatches, askMatches)
