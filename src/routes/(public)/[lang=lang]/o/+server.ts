// Quick exit without script: the browser forgets what it may forget and stands on a front page nobody wonders about.
import { leaveTargets } from '../../leave.ts'

export const GET = ({ locals }) =>
  new Response(null, {
    status: 303,
    headers: {
      location: leaveTargets[locals.pageLocale].address,
      'clear-site-data': '"cookies", "storage"',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store'
    }
  })
