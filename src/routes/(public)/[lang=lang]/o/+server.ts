// Quick exit without script: the browser forgets what it may forget and stands on a front page nobody wonders about.
import { localeOfPath } from '#kernel/locale.ts'
import { leaveTargets } from '../../leave.ts'

export const GET = ({ params }) =>
  new Response(null, {
    status: 303,
    headers: {
      location: leaveTargets[localeOfPath(params.lang) ?? 'en'].address,
      'clear-site-data': '"cookies", "storage"',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store'
    }
  })
