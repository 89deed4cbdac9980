import { post } from '#app/endpoint.server.ts'
import { Files, loadFiles } from '#app/first-visit.server.ts'
import { forgetNetwork } from '#app/network.server.ts'
import { SetUp, setUp } from '#identity/set-up.server.ts'

export const POST = post(SetUp.extend({ files: Files }), async (_, { files, ...input }) => {
  const { profile, strategy } = loadFiles(files)
  const done = await setUp(input, profile, strategy)
  forgetNetwork()
  return done
})
