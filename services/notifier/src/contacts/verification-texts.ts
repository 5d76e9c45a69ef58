import type { Language } from '@recallwire/domain/directory/language.ts'

/** What is said to a contact who is asked whether recall letters reach the right reader: the letter, and the page behind it. */
export type VerificationTexts = {
  readonly subject: (facility: string) => string
  readonly marking: string
  readonly title: (facility: string) => string
  readonly lead: (organisation: string, role: string) => string
  readonly role: Readonly<
    Record<'recall-coordinator' | 'biomedical-engineering' | 'risk-management' | 'executive', string>
  >
  readonly what: { readonly heading: string; readonly text: string }
  readonly reply: {
    readonly heading: string
    readonly open: string
    readonly codeLabel: string
    readonly until: (when: string) => string
  }
  readonly otherwise: string
  readonly page: {
    readonly title: string
    readonly intro: string
    readonly code: string
    readonly codeHint: string
    readonly question: string
    readonly yes: string
    readonly no: string
    readonly name: string
    readonly submit: string
    readonly codeMissing: string
    readonly codeWrong: string
    readonly answerMissing: string
    readonly nameMissing: string
    readonly locked: { readonly heading: string; readonly text: (minutes: number) => string }
  }
  readonly expired: { readonly title: string; readonly text: string }
  readonly unknown: { readonly title: string; readonly text: string }
  readonly confirmed: { readonly title: string; readonly text: (facility: string) => string }
  readonly declined: { readonly title: string; readonly text: (facility: string) => string }
}

const english: VerificationTexts = {
  subject: (facility) => `Please confirm: recall letters for ${facility} come to this address`,
  marking: 'PLEASE CONFIRM THIS ADDRESS',
  title: (facility) => `Do letters about medical-device recalls for ${facility} reach you?`,
  lead: (organisation, role) =>
    `${organisation} named this address for recall letters (${role}). One press on the page below says whether that is right.`,
  role: {
    'recall-coordinator': 'recall coordinator',
    'biomedical-engineering': 'biomedical engineering',
    'risk-management': 'risk management',
    executive: 'executive',
  },
  what: {
    heading: 'Why it matters',
    text: 'When a device your facility holds is recalled, a letter with the units, the instructions and a deadline comes here. If it does not reach the right person, a defective device stays in use. No recall is the cause of this message.',
  },
  reply: {
    heading: 'How to confirm',
    open: 'Open the page (no account needed)',
    codeLabel: 'Type this code there',
    until: (when) =>
      `The link works until ${when}. Opening it changes nothing; only your answer with the code counts.`,
  },
  otherwise:
    'If letters for this facility are none of your business, say so on the same page: others are written to first from then on. If you do nothing, letters may still come here when no better address is known.',
  page: {
    title: 'Confirm an address for recall letters',
    intro:
      'The letter that brought you here asks whether recall letters for a facility reach the right reader. Opening this page changed nothing.',
    code: 'Code from the letter',
    codeHint: 'Six digits',
    question: 'Do recall letters for the facility named in the letter belong here?',
    yes: 'Yes, they reach the right reader',
    no: 'No, they are none of my business',
    name: 'Your name',
    submit: 'Send the answer',
    codeMissing: 'Type the six digits of the code printed in the letter.',
    codeWrong:
      'This is not the code of this letter. After three wrong codes you have to wait before the next.',
    answerMissing: 'Choose an answer.',
    nameMissing: 'Type your name, at most 120 characters on one line.',
    locked: {
      heading: 'Too many wrong codes',
      text: (minutes) =>
        `Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`} before the next try. Nothing was changed.`,
    },
  },
  expired: {
    title: 'This link has run out',
    text: 'Links work for 30 days. Whoever keeps the list of contacts can have a new letter sent.',
  },
  unknown: {
    title: 'This link does not lead to a letter',
    text: 'Copy the whole address from the letter, or press the link in it. Mail programs sometimes break long addresses in two.',
  },
  confirmed: {
    title: 'Thank you: the address is confirmed',
    text: (facility) => `Recall letters for ${facility} come here. You need do nothing more.`,
  },
  declined: {
    title: 'Your answer is recorded',
    text: (facility) =>
      `Others are written to first for ${facility} from now on. If that was a mistake, open the link again and answer anew.`,
  },
}

const spanish: VerificationTexts = {
  subject: (facility) =>
    `Confirme, por favor: las cartas de retirada para ${facility} llegan a esta dirección`,
  marking: 'CONFIRME ESTA DIRECCIÓN, POR FAVOR',
  title: (facility) => `¿Le llegan las cartas sobre retiradas de productos sanitarios de ${facility}?`,
  lead: (organisation, role) =>
    `${organisation} indicó esta dirección para las cartas de retirada (${role}). En la página de abajo puede decir si es correcto.`,
  role: {
    'recall-coordinator': 'coordinación de retiradas',
    'biomedical-engineering': 'ingeniería biomédica',
    'risk-management': 'gestión de riesgos',
    executive: 'dirección',
  },
  what: {
    heading: 'Por qué importa',
    text: 'Cuando se retira un producto que su centro tiene, llega aquí una carta con las unidades, las instrucciones y un plazo. Si no llega a la persona adecuada, un producto defectuoso sigue en uso. Este mensaje no se debe a ninguna retirada.',
  },
  reply: {
    heading: 'Cómo confirmar',
    open: 'Abrir la página (sin cuenta)',
    codeLabel: 'Escriba allí este código',
    until: (when) =>
      `El enlace funciona hasta ${when}. Abrirlo no cambia nada; solo cuenta su respuesta con el código.`,
  },
  otherwise:
    'Si las cartas de este centro no son asunto suyo, dígalo en la misma página: desde entonces se escribirá primero a otras personas. Si no hace nada, pueden seguir llegando cartas cuando no se conozca una dirección mejor.',
  page: {
    title: 'Confirmar una dirección para cartas de retirada',
    intro:
      'La carta que le trajo aquí pregunta si las cartas de retirada de un centro llegan a la persona adecuada. Abrir esta página no ha cambiado nada.',
    code: 'Código de la carta',
    codeHint: 'Seis cifras',
    question: '¿Corresponden aquí las cartas de retirada del centro que nombra la carta?',
    yes: 'Sí, llegan a la persona adecuada',
    no: 'No, no son asunto mío',
    name: 'Su nombre',
    submit: 'Enviar la respuesta',
    codeMissing: 'Escriba las seis cifras del código impreso en la carta.',
    codeWrong:
      'Este no es el código de esta carta. Tras tres códigos erróneos hay que esperar antes del siguiente.',
    answerMissing: 'Elija una respuesta.',
    nameMissing: 'Escriba su nombre, como mucho 120 caracteres en una línea.',
    locked: {
      heading: 'Demasiados códigos erróneos',
      text: (minutes) =>
        `Espere ${minutes === 1 ? 'un minuto' : `${minutes} minutos`} antes del próximo intento. No se ha cambiado nada.`,
    },
  },
  expired: {
    title: 'Este enlace ha caducado',
    text: 'Los enlaces funcionan 30 días. Quien lleva la lista de contactos puede pedir una carta nueva.',
  },
  unknown: {
    title: 'Este enlace no lleva a ninguna carta',
    text: 'Copie la dirección entera de la carta o pulse el enlace en ella. Los programas de correo a veces parten en dos las direcciones largas.',
  },
  confirmed: {
    title: 'Gracias: la dirección está confirmada',
    text: (facility) => `Las cartas de retirada para ${facility} llegan aquí. No tiene que hacer nada más.`,
  },
  declined: {
    title: 'Su respuesta queda registrada',
    text: (facility) =>
      `Desde ahora se escribe primero a otras personas de ${facility}. Si fue un error, abra de nuevo el enlace y responda otra vez.`,
  },
}

const texts: Readonly<Record<Language, VerificationTexts>> = { en: english, es: spanish }

export const verificationTextsOf = (language: Language): VerificationTexts => texts[language]
