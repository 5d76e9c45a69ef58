import type { englishPages } from './english-pages.ts'
import { inSpanish } from './spanish-letter.ts'
import { spanishRefusals } from './spanish-refusals.ts'

const { counted } = inSpanish

/** The pages behind a letter's link in Spanish. */
export const spanishPages: typeof englishPages = {
  contact: 'Contacto',
  hours: 'Horario',
  genuine: {
    heading: '¿Es auténtico?',
    text: (firm, phone, reference) =>
      `Llame a ${firm} al número que tenga en sus propios registros, o al ${phone}, e indique la referencia ${reference}. Esta página nunca pide una contraseña.`,
  },

  code: {
    title: 'Responder a un retiro',
    heading: 'Responda con su código',
    text: 'La carta que le trajo aquí lleva un código de seis cifras en «Cómo responder». Abrir esta página no cambió nada; solo cuenta su respuesta.',
    label: 'Código de la carta',
    hint: 'Seis cifras',
    submit: 'Mostrar nuestras unidades y responder',
    malformed: 'Escriba las seis cifras del código impreso en la carta.',
    wrong:
      'Este no es el código de esta carta. Después de tres códigos erróneos hay que esperar antes del siguiente.',
    locked: {
      heading: 'Demasiados códigos erróneos',
      text: (seconds) =>
        `Espere ${seconds < 90 ? counted(seconds, { one: 'segundo', other: 'segundos' }) : counted(Math.ceil(seconds / 60), { one: 'minuto', other: 'minutos' })} y vuelva a intentarlo; un código enviado antes no se mira. O pida abajo un nuevo enlace y código.`,
    },
  },
  freshCode: {
    heading: '¿No tiene código, o no funciona?',
    text: 'Escriba la dirección de correo a la que se envió la carta. Si es la correcta, se le envía un nuevo enlace y código.',
    label: 'Dirección de correo de la carta',
    submit: 'Enviar un nuevo código',
    title: 'Mire en el buzón',
    asked: 'Si esta es la dirección a la que se envió la carta, un nuevo enlace y código están en camino.',
    wait: 'Llegan en pocos minutos, como mucho una vez cada diez minutos. El enlace y el código que tiene siguen funcionando hasta que se envíen los nuevos.',
    back: 'Volver al código',
  },
  notUs: {
    heading: '¿Esta carta no es para usted?',
    offer: 'Decir que no es para mí, y para quién es',
    title: 'Esta carta no es para mí',
    text: 'Para esto no se muestra nada del centro. La carta se envía a otro contacto del centro, se pide a la empresa que busque al correcto, y usted no recibe recordatorios.',
    name: 'Su nombre',
    other: '¿Quién debería recibirla? (opcional)',
    otherHint: 'Un nombre, un departamento, un teléfono: lo que sepa',
    submit: 'Esta carta no es para mí',
    done: {
      title: 'Gracias, quedó anotado',
      text: 'El retiro se envía a otro contacto, y se pidió a la empresa que busque al correcto. Llega una respuesta a la dirección a la que se envió esta carta. No tiene que hacer nada más.',
    },
    problem: 'Escriba lo que sepa en una línea de 300 caracteres como máximo, o déjelo vacío.',
  },
  expired: {
    title: 'Este enlace ya no funciona',
    heading: 'Este enlace ha caducado',
    text: 'Los enlaces funcionan durante 30 días. Pida abajo uno nuevo, o use la carta más reciente que tenga sobre este retiro.',
  },
  unknown: {
    title: 'Este enlace no lleva a ninguna carta',
    text: 'Copie la dirección completa de la carta, o pulse el enlace que lleva. A veces los programas de correo parten en dos las direcciones largas.',
    call: 'Si aun así no funciona, llame a la empresa al teléfono de la carta e indique su referencia.',
  },
  refused: {
    superseded: {
      title: 'Este enlace fue sustituido',
      text: 'Se envió al mismo contacto una carta más reciente con un nuevo enlace y código. Use esa.',
    },
    withdrawn: {
      title: 'Este enlace fue anulado',
      text: 'La carta con este enlace se retiró. Si tiene una carta más reciente sobre este retiro, use el enlace que lleva.',
    },
    closed: {
      title: 'Ya no se necesita ninguna respuesta',
      text: 'El retiro está cerrado. Las respuestas dadas siguen registradas; no se le pide nada más.',
    },
  },

  form: {
    title: (facility) => `Respuesta de ${facility}`,
    submit: 'Firmar y enviar la respuesta',
    earlier: {
      heading: 'Ya hay una respuesta',
      text: (when) =>
        `Registrada el ${when}. Lo que responda ahora la sustituye; la anterior se conserva. Las unidades que deje vacías mantienen su respuesta.`,
    },
    understood: {
      label: '¿Ha leído y entendido este aviso?',
      yes: 'Lo he leído y entendido',
      no: 'No, antes tengo una pregunta',
    },
    holding: {
      label: '¿Tiene alguno de estos productos?',
      listed: 'Sí, o respondo abajo unidad por unidad',
      unlisted: 'Sí, tenemos algunos',
      unlistedHint:
        'Añádalos a su inventario o llame a la empresa; la respuesta sigue abierta hasta que estén registrados.',
      none: 'No, no tenemos ninguno',
      noneHint: 'Se le muestra otra vez lo que está registrado y usted lo confirma.',
    },
    units: (count) => (count === 0 ? 'Sus unidades' : `Sus unidades (${count})`),
    noUnits: 'No tenemos registrada ninguna unidad de su centro. De todos modos se necesita una respuesta.',
    rest: {
      label: '¿Lo mismo para todas las unidades que aún no tienen respuesta?',
      hint: 'Déjelo sin seleccionar para responder por cada unidad. Una unidad que responda abajo mantiene su propia respuesta.',
    },
    duties: {
      only: (sender, reference) => `Esto responde a la carta de ${sender}, referencia ${reference}.`,
      label: '¿A qué cartas responde esto?',
      hint: 'Varios remitentes escribieron sobre este retiro. Una inspección sirve para todos: marque cada carta que tenga. Cada remitente marcado recibe esta respuesta, y usted recibe un comprobante por cada uno.',
      answered: 'respondida antes',
    },
    person: {
      heading: 'Quién responde',
      name: 'Su nombre',
      role: 'Su función',
      roleHint: 'Por ejemplo, jefa de enfermería, ingeniero biomédico',
      phone: 'Teléfono (opcional)',
    },
    signature: 'Su firma',
  },
  unit: {
    affected: 'Afectada',
    possible: 'Podría estar afectada',
    tag: (tag) => `su etiqueta ${tag}`,
    software: (version) => `software registrado ${version}`,
    before: 'Respondido antes:',
    keep: 'Deje los campos vacíos para mantener esa respuesta.',
    here: {
      label: 'Este número de serie también se notificó en otro lugar. ¿Está la unidad con usted?',
      yes: 'Sí, está aquí',
      no: 'No, no está aquí',
    },
    check: (passed, failed) => `Si es correcto: ${passed} Si es incorrecto o no se leyó: ${failed}`,
    done: (line) => (line === 1 ? '¿Qué se hizo con ella?' : `¿Y con otras del lote? (${line})`),
    doneHint:
      'Déjelo sin seleccionar si aún no puede decirlo; la respuesta se registra entonces como parcial.',
    quantity: (line) => (line === 1 ? '¿Cuántas de ellas?' : `¿Cuántas? (${line})`),
    quantityHint: (held) => `Vacío significa todas (${held})`,
  },

  statement: (reference, revision, facility) =>
    `He leído y entendido el aviso de retiro ${reference}, revisión ${revision}. Respondo en nombre de ${facility}. Las respuestas de esta página son verdaderas según mi leal saber y entender. Mi nombre escrito es mi firma; lleva la fecha y hora en que envío esta página.`,

  none: {
    title: 'Confirme: no tienen ninguno',
    answered: (facility) => `Usted respondió que ${facility} no tiene ninguno de estos productos.`,
    noRecord: 'Tampoco hay nada registrado.',
    onRecord: 'Estas unidades están registradas. Al confirmar, usted dice que ninguna está allí.',
    caption: 'Unidades registradas',
    submit: 'Confirmar y firmar: no tenemos ninguno',
    back: 'Para cambiar su respuesta, vuelva atrás en su navegador.',
  },
  recorded: {
    title: 'Su respuesta',
    whole: 'Su respuesta quedó registrada',
    partial: 'Su respuesta quedó registrada y no está completa',
    at: 'Registrada',
    by: 'Firmada por',
    meaning: 'Significado',
    meant: (facility) => `Leído y entendido; respuestas dadas en nombre de ${facility}`,
    answers: 'Responde a',
    next: 'Qué sigue',
    receipts:
      'Por cada carta respondida llega un comprobante por correo a la dirección a la que se envió esta carta.',
    questions: (contact) => `Preguntas: ${contact}`,
  },

  problem: {
    understoodFirst: (phone) =>
      `Llame antes al ${phone}. Una respuesta dice que el aviso se entendió; no se registró nada.`,
    understood: 'Diga si ha leído y entendido el aviso.',
    holding: 'Diga si tiene alguno de estos productos.',
    duty: 'Marque al menos una carta a la que responde esto.',
    name: 'Escriba su nombre, con 120 caracteres como máximo.',
    role: 'Escriba su función, por ejemplo jefa de enfermería.',
    phone: 'Escriba un teléfono como 800-555-0100, o déjelo vacío.',
    changed: 'El aviso se modificó mientras usted escribía. Léalo de nuevo abajo y firme después.',
    doneToo: 'Elija también qué se hizo con esta unidad.',
    line: 'Escriba 80 caracteres como máximo, en una línea.',
    quantityOf: 'Elija qué se hizo con esta cantidad.',
    choice: 'Elija una respuesta de la lista.',
    whole: 'Escriba la cantidad como número entero.',
    noneYetHere: 'Usted dijo que no tiene ninguno; esta respuesta dice que la unidad está aquí.',
    notHere: 'Usted dijo que la unidad no está aquí, y también qué se hizo con ella aquí.',
    goneYetHere: 'Usted dijo que la unidad está aquí, y también que ya no está.',
    refused: ({ reason }) => spanishRefusals[reason],
  },
}
