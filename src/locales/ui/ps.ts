import type source from './sr-Latn.ts'

export default {
  skip: 'متن ته تلل',
  leave: 'وتل',
  'leave.two': 'وتل: دوه ځله نور کېکاږئ',
  'leave.one': 'وتل: یو ځل نور کېکاږئ',
  back: 'شاته',
  home: 'پیل',
  language: 'ژبه',
  'language.now': 'ژبه: {name}',
  'errors.title': 'دلته یو څه کم دي',
  'few-people': 'له 5 لږ',
  'hidden-few': 'د خلکو د ساتنې لپاره پټ دي',
  slow: 'کرښه ورو ده. لا هڅه کوو.',
  'not-found': 'دلته ستاسو لپاره هېڅ نشته.',
  'not-found.help': 'که ورته اړتیا لرئ، له هغه چا وپوښتئ چې تاسو یې رالېږلي یاست.',
  'went-wrong': 'دا مو پرانیستلای نه شو. بیا هڅه وکړئ.',
  'went-wrong.help': 'که څوک په خطر کې وي، انتظار مه باسئ. زنګ ووهئ.',
  'made-up': 'دلته هر څه جوړ شوي دي. هېڅ کس او هېڅ پېښه رښتینې نه ده.'
} satisfies Record<keyof typeof source, string>
