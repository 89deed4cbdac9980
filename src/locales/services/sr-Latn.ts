export default {
  'verb.referral.expire': 'isteklo upućivanje'
}
