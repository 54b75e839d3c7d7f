/** Everything the page says. Another language is another object of this type. */
export const words = {
  product: 'Postyard',
  page: 'Tasks',
  description: 'Posts that are yours to publish, at their time.',
  loading: 'Loading',

  now: 'Now',
  laterToday: 'Later today',
  later: 'Later',
  done: 'Done',
  title: (open: number) => (open > 0 ? `(${open}) Tasks · Postyard` : 'Tasks · Postyard'),
  arrived: (title: string) => `New task: ${title}`,
  arrivedMany: (count: number) => `${count} new tasks`,
  emptyTitle: 'Nothing to post right now',
  emptyBody:
    'When it is time, a task appears here by itself: the picture to save, the caption to copy, and the app to post it in.',
  emptyTip: 'Tip: add this page to your home screen. It then opens like an app.',
  emptyUntil: (time: string) => `Nothing to post right now. Next at ${time}.`,
  noneDone: 'What you have posted in the last day stands here.',
  noneLater: 'What you put off stands here until its time.',
  choose: 'Choose a task to begin.',

  unit: { days: 'd', hours: 'h', minutes: 'min', seconds: 's' },
  left: 'left',
  late: 'late',
  back: (time: string) => `back at ${time}`,
  at: (time: string) => `at ${time}`,

  outcome: {
    posted: 'Posted',
    skipped: 'Skipped',
    failed: 'Could not',
    expired: 'Expired',
    cancelled: 'Not needed any more',
    withManager: 'With a manager',
    waiting: 'Will be sent',
  },

  offline: 'No connection.',
  offlineWaiting: 'No connection. Will be sent when you are back.',
  offlineReady: 'What you answer will be sent when you are back.',
  barred:
    'Your answers are not taken at this address. Open the page at the address that your manager gave you; they are kept here.',
  trouble: 'The server has a problem. Trying again by itself.',
  dismiss: 'Dismiss',
  answerRefused: (title: string) => `Your answer to “${title}” was not taken.`,
  unclear: 'Something went wrong. Try again in a moment.',

  logIn: {
    title: 'Log in',
    lead: 'With the e-mail and the password that your manager gave you.',
    email: 'E-mail',
    password: 'Password',
    show: 'Show password',
    button: 'Log in',
    busy: 'Logging in…',
    missing: 'Type your e-mail and your password.',
    wrong: 'This e-mail and password do not belong together. Check both and try again.',
    locked: 'Too many tries. Wait ten minutes, or ask a manager to unlock you.',
    offline: 'No connection. Check your network and try again.',
    elsewhere:
      'Your log-in is right, but it is not taken at this address. Open the page at the address that your manager gave you.',
    ended: 'Your log-in has ended. Log in again; nothing you answered is lost.',
    waits: (count: number) =>
      count === 1
        ? '1 answer waits on this phone. Log in to send it.'
        : `${count} answers wait on this phone. Log in to send them.`,
  },
  account: {
    open: 'Account',
    logOut: 'Log out',
    logOutWaiting: (count: number) =>
      count === 1
        ? '1 answer is not sent yet. It stays on this phone and goes out when you log in again.'
        : `${count} answers are not sent yet. They stay on this phone and go out when you log in again.`,
    failed: 'You are still logged in, since there is no connection. Try again when you are back.',
  },

  task: {
    backToList: 'Back to the list',
    retry: 'Try again',
    notLoaded: 'This task could not be loaded yet.',
    notLoadedDetail: 'It opens by itself when the connection is back.',
    gone: 'This task cannot be opened.',
    media: 'Pictures and video',
    counter: (index: number, count: number) => `${index} of ${count}`,
    noAlt: (index: number, count: number) =>
      count === 1
        ? 'Picture without a description'
        : `Picture ${index} of ${count}, without a description`,
    video: (index: number, count: number) => (count === 1 ? 'Video' : `Video ${index} of ${count}`),
    mediaBroken: 'This preview did not load.',
    caption: 'Caption',
    showAll: 'Show all',
    showLess: 'Show less',
    cancelled: 'This post is not needed any more.',
    expired: 'Its time has passed. If you did post it, say so: a manager will decide.',
    withManager: 'You said that you posted it, after its time.',
    withManagerTitle: 'A manager decides now',
    cancelledTitle: 'Nothing to do',
  },

  steps: {
    title: 'Steps',
    save: 'Save',
    saveMany: (count: number) => `Save ${count}`,
    saveLabel: (count: number, size: string) =>
      count === 1 ? `Save the file, ${size}` : `Save ${count} files, ${size}`,
    saved: 'Saved to your downloads.',
    copy: 'Copy',
    copyLabel: 'Copy the caption',
    copied: 'Caption copied.',
    copyFailed: 'This browser does not let us copy. Press and hold the caption to copy it.',
    open: (app: string) => `Open ${app}`,
    byHand: (app: string) => `Now post it in ${app}.`,
    doneMark: 'done',
    share: (app: string) => `Share to ${app} in one go`,
    sharePreparing: 'Getting the files…',
    shareReady: 'The files are ready. Tap again to share.',
    shareFailed: 'Sharing did not work. Use the steps above.',
    shareNote: 'The caption is copied too, so that you can paste it.',
  },

  parts: {
    title: 'After the post',
    name: (index: number) => (index === 1 ? 'First comment' : `Comment ${index}`),
    later: (minutes: number) =>
      minutes % 60 === 0 ? `${minutes / 60} h later` : `${minutes} min later`,
    copyLabel: (index: number) =>
      index === 1 ? 'Copy the first comment' : `Copy comment ${index}`,
    saveLabel: (index: number) =>
      index === 1 ? 'Save the files of the first comment' : `Save the files of comment ${index}`,
    copied: 'Copied.',
    copyFailed: 'This browser does not let us copy. Press and hold the text to copy it.',
  },

  ask: {
    title: 'Did you post?',
    yes: 'Yes, posted',
    yesLate: 'Yes, I did post it',
    notYet: 'Not yet',
    skip: 'Skip',
    couldNot: 'Could not',
    addLink: 'Add a link to the post',
    link: 'Link to the post (optional)',
    linkExample: 'https://',
    linkWrong:
      'This is no web address. Paste the whole link, such as https://…, or leave it empty.',
    close: 'Close',
    snoozeTitle: 'Remind me again in',
    snoozeChoice: (minutes: number) => `${minutes} min`,
    snoozeAt: (time: string) => `at ${time}`,
    snoozeDeadline: (time: string) => `It must be posted by ${time}.`,
    snoozeNone: 'Its deadline is too near to wait any longer.',
    skipTitle: 'Why skip it?',
    skipReasons: [
      'Does not fit this account',
      'Already posted something like it',
      'I was told not to',
    ],
    failTitle: 'What went wrong?',
    failReasons: [
      'The app did not take the file',
      'The account is logged out',
      'Trouble with the phone',
    ],
    otherReason: 'Another reason',
    send: 'Send',
    reasonMissing: 'Write a word or two, so that the office understands.',
  },

  answered: {
    posted: 'Posted. Thank you!',
    skipped: 'Skipped',
    failed: 'Noted. The office knows.',
    waiting: 'No connection. Will be sent when you are back.',
    barred:
      'Your answers are not taken at this address. Open the page at the address that your manager gave you; they are kept here.',
    trouble: 'The server has a problem. Will be sent as soon as that is over.',
    sending: 'Sending…',
    undo: 'Undo',
    undoLabel: (title: string) => `Undo the answer to ${title}`,
    next: (title: string) => `Next: ${title}`,
    link: 'See the post',
  },
}

export type Words = typeof words
