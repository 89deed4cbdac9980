import { listMyReferrals } from '#reports/professionals/list-mine.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { actor, network } }) => ({
  mine: await listMyReferrals(actor),
  intake: {
    network: (network?.id ?? '') as string,
    receiptSalt: network?.receiptSalt ?? '',
    circles: network?.intake ?? []
  },
  settlements: network?.settlements ?? []
})
