import type { CaseRefusal } from '@recallwire/domain/casework/case-command.ts'
import { inEnglish } from './english-letter.ts'

const { counted } = inEnglish

/** The pages behind a letter's link in English. */
export const englishPages = {
  contact: 'Contact',
  hours: 'Hours',
  genuine: {
    heading: 'Is this genuine?',
    text: (firm: string, phone: string, reference: string) =>
      `Call ${firm} on the number in your own records, or ${phone}, and name the reference ${reference}. This page never asks for a password.`,
  },

  code: {
    title: 'Reply to a recall',
    heading: 'Reply with your code',
    text: 'The letter that brought you here has a six-digit code under “How to reply”. Opening this page changed nothing; only your answer counts.',
    label: 'Code from the letter',
    hint: 'Six digits',
    submit: 'Show our units and reply',
    malformed: 'Type the six digits of the code printed in the letter.',
    wrong: 'This is not the code of this letter. After three wrong codes you have to wait before the next.',
    locked: {
      heading: 'Too many wrong codes',
      text: (seconds: number) =>
        `Wait ${seconds < 90 ? counted(seconds, { one: 'second', other: 'seconds' }) : counted(Math.ceil(seconds / 60), { one: 'minute', other: 'minutes' })}, then try again; a code sent before that is not looked at. Or ask for a new link and code below.`,
    },
  },
  freshCode: {
    heading: 'No code, or it does not work?',
    text: 'Type the e-mail address the letter was sent to. If it is the right one, a new link and code are mailed to it.',
    label: 'E-mail address of the letter',
    submit: 'Mail a new code',
    title: 'Look in the mailbox',
    asked: 'If this is the address the letter was sent to, a new link and code are on their way.',
    wait: 'They come within a few minutes, at most once in ten minutes. The link and code you have keep working until the new ones are sent.',
    back: 'Back to the code',
  },
  notUs: {
    heading: 'Is this letter not for you?',
    offer: 'Say that it is not for you, and who it is for',
    title: 'This letter is not for me',
    text: 'Nothing of the facility is shown for this. The letter goes to another contact of the facility, the firm is asked to find the right one, and you get no reminders.',
    name: 'Your name',
    other: 'Who should have it? (optional)',
    otherHint: 'A name, a department, a phone number: whatever you know',
    submit: 'This letter is not for me',
    done: {
      title: 'Thank you, it is noted',
      text: 'The recall goes to another contact, and the firm was asked to find the right one. An answer comes to the address this letter was sent to. You need not do anything more.',
    },
    problem: 'Write what you know on one line of at most 300 characters, or leave it empty.',
  },
  expired: {
    title: 'This link no longer works',
    heading: 'This link has run out',
    text: 'Links work for 30 days. Ask for a new one below, or use the newest letter you have about this recall.',
  },
  unknown: {
    title: 'This link does not lead to a letter',
    text: 'Copy the whole address from the letter, or press the link in it. Mail programs sometimes break long addresses in two.',
    call: 'If it still does not work, call the firm at the phone number in the letter and name its reference.',
  },
  refused: {
    superseded: {
      title: 'This link was replaced',
      text: 'A newer letter with a new link and code was sent to the same contact. Please use that one.',
    },
    withdrawn: {
      title: 'This link was withdrawn',
      text: 'The letter with this link was taken back. If you have a newer letter about this recall, use the link in it.',
    },
    closed: {
      title: 'No reply is needed any more',
      text: 'The recall is closed. Replies given before stay on record; nothing more is asked of you.',
    },
  },

  form: {
    title: (facility: string) => `Reply for ${facility}`,
    submit: 'Sign and send the reply',
    earlier: {
      heading: 'There is a reply already',
      text: (when: string) =>
        `Recorded ${when}. What you answer now supersedes it; the earlier reply is kept. Units you leave empty keep their answer.`,
    },
    understood: {
      label: 'Have you read and understood this notice?',
      yes: 'I have read and understood it',
      no: 'No, I have a question first',
    },
    holding: {
      label: 'Do you hold any of these products?',
      listed: 'Yes, or I answer unit by unit below',
      unlisted: 'Yes, we hold some',
      unlistedHint:
        'Add them to your inventory or call the firm; the reply stays open until they are recorded.',
      none: 'No, we hold none',
      noneHint: 'You are shown once more what is on record and confirm it.',
    },
    units: (count: number) => (count === 0 ? 'Your units' : `Your units (${count})`),
    noUnits: 'We have no unit of yours on record. A reply is needed all the same.',
    rest: {
      label: 'The same for all units that have no answer yet?',
      hint: 'Leave it unselected to answer each unit on its own. A unit you answer below keeps its own answer.',
    },
    duties: {
      only: (sender: string, reference: string) =>
        `This answers the letter of ${sender}, reference ${reference}.`,
      label: 'Which letters does this answer?',
      hint: 'Several senders wrote about this recall. One inspection serves all of them: tick every letter you have. Each ticked sender gets this answer, and you get a receipt for each.',
      answered: 'answered before',
    },
    person: {
      heading: 'Who answers',
      name: 'Your name',
      role: 'Your role',
      roleHint: 'For example nurse manager, biomedical engineer',
      phone: 'Phone (optional)',
    },
    signature: 'Your signature',
  },
  unit: {
    affected: 'Affected',
    possible: 'May be affected',
    tag: (tag: string) => `your tag ${tag}`,
    software: (version: string) => `software on record ${version}`,
    before: 'Answered before:',
    keep: 'Leave the fields empty to keep that answer.',
    here: {
      label: 'This serial was reported elsewhere as well. Is the unit with you?',
      yes: 'Yes, it is here',
      no: 'No, it is not here',
    },
    check: (passed: string, failed: string) => `If right: ${passed} If wrong or unread: ${failed}`,
    done: (line: number) => (line === 1 ? 'What was done with it?' : `And with others of the lot? (${line})`),
    doneHint: 'Leave it unselected if you cannot say yet; the reply is then recorded as partial.',
    quantity: (line: number) => (line === 1 ? 'How many of them?' : `How many? (${line})`),
    quantityHint: (held: number) => `Empty means all ${held}`,
  },

  /** The meaning of the signature (21 CFR 11.50(a)(3)). */
  statement: (reference: string, revision: number, facility: string): string =>
    `I have read and understood the recall notice ${reference}, revision ${revision}. I reply for ${facility}. The answers on this page are true to the best of my knowledge. My typed name is my signature; it is dated with the moment I send this page.`,

  none: {
    title: 'Please confirm: you hold none',
    answered: (facility: string) => `You answered that ${facility} holds none of these products.`,
    noRecord: 'Nothing is on record for you either.',
    onRecord: 'These units are on record for you. By confirming you say that none of them is there.',
    caption: 'Units on record',
    submit: 'Confirm and sign: we hold none',
    back: 'To change your answer, go back in your browser.',
  },
  recorded: {
    title: 'Your reply',
    whole: 'Your reply is recorded',
    partial: 'Your reply is recorded, and is not complete',
    at: 'Recorded',
    by: 'Signed by',
    meaning: 'Meaning',
    meant: (facility: string) => `Read and understood; answers given for ${facility}`,
    answers: 'Answers',
    next: 'What happens next',
    receipts: 'A receipt for each letter you answered comes by mail to the address this letter was sent to.',
    questions: (contact: string) => `Questions: ${contact}`,
  },

  problem: {
    understoodFirst: (phone: string) =>
      `Please call ${phone} first. A reply says that the notice was understood; nothing was recorded.`,
    understood: 'Say whether you have read and understood the notice.',
    holding: 'Say whether you hold any of these products.',
    duty: 'Tick at least one letter that this answers.',
    name: 'Write your name, at most 120 characters.',
    role: 'Write your role, such as nurse manager.',
    phone: 'Write a phone number such as 800-555-0100, or leave it empty.',
    changed: 'The notice was changed while you were writing. Read it again below, then sign.',
    doneToo: 'Choose what was done with this unit as well.',
    line: 'Write at most 80 characters on one line.',
    quantityOf: 'Choose what was done with this quantity.',
    choice: 'Choose an answer of the list.',
    whole: 'Write the quantity as a whole number.',
    noneYetHere: 'You said that you hold none; this answer says that the unit is here.',
    notHere: 'You said that the unit is not here, and also what was done with it here.',
    goneYetHere: 'You said that the unit is here, and also that it is gone.',
    /** What the case refuses, at the line it came from. */
    refused: ({ message }: CaseRefusal): string => message,
  },
}
