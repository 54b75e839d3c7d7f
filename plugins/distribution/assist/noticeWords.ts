import type { PendingPush } from './openTasks.ts'

type NoticeWords = Record<PendingPush['kind'] | 'testTitle' | 'testBody', string>

const en: NoticeWords = {
  ask: 'Time to post',
  again: 'Time to post',
  remind: 'Time to post',
  manager: 'Nobody has posted',
  late: 'Posted after its deadline?',
  claim: 'Posted already?',
  testTitle: 'Postyard can reach this phone',
  testBody: 'This was only a try.',
}

const pt: NoticeWords = {
  ask: 'Hora de publicar',
  again: 'Hora de publicar',
  remind: 'Hora de publicar',
  manager: 'Ninguém publicou',
  late: 'Publicado depois do prazo?',
  claim: 'Já publicado?',
  testTitle: 'O Postyard chega a este telemóvel',
  testBody: 'Foi só uma experiência.',
}

const languages: Record<string, NoticeWords> = { en, pt }

/** What notices say, in the language of a phone (BCP 47); in English where it is unknown, or none of ours. */
export const noticeWords = (language: string | null): NoticeWords =>
  languages[language?.toLowerCase().split('-')[0] ?? 'en'] ?? en
