import type source from './sr-Latn.ts'

export default {
  'say.under18': 'nën 18 vjeç: {answer}',
  'say.decided': 'u vendos: {decision}',
  'follow.title': 'Mund të vijojë',
  'follow.determine-age': 'Të përcaktohet mosha',
  'follow.determine-best-interest': 'Të vendoset çfarë është më e mira për fëmijën',
  'follow.grant-reflection': 'Të jepet periudha e rimëkëmbjes dhe reflektimit',
  'follow.record-form': 'Të shënohet forma e trafikimit',
  'follow.decide-status': 'Të shënohet vendimi për statusin',
  'follow.take-consent': 'Të kërkohet pëlqimi',
  'follow.refer': 'Të referohet',
  'follow.end-help': 'Të shënohet si përfundoi',
  'follow.claim-compensation': 'Të paraqitet kërkesa për kompensim',
  'follow.record-protection-needs': 'Të shënohet nevoja për mbrojtje si dëshmitar',
  'follow.ask-protection': 'Të kërkohet masë mbrojtjeje',
  'follow.answer-protection': 'Të shënohet vendimi për mbrojtjen',
  'follow.end-proceedings': 'Të shënohet përfundimi i procedurës',
  'follow.record-payment': 'Të shënohet pagesa e kompensimit',
  'follow.assess-return': 'Të vlerësohet rreziku i kthimit',
  'follow.record-return': 'Të shënohet kthimi, nëse është kthyer',
  'follow.begin-follow-up': 'Të kalohet në përcjellje',
  'follow.record-reintegration': 'Të shënohet se riintegrimi u arrit',
  'follow.close-case': 'Të mbyllet rasti',
  'follow.reopen-case': 'Të rihapet, nëse duhet'
} satisfies Record<keyof typeof source, string>
