import type { RunTexts } from "./runs.en.js";

const plural = new Intl.PluralRules("ar");

/** Arabic counts one, two, few (3 to 10), many and others apart. */
function lines(count: string, n: number): string {
  const words: Partial<Record<Intl.LDMLPluralRule, string>> = { zero: "لا أسطر", one: "سطر واحد", two: "سطران", few: `${count} أسطر`, many: `${count} سطرًا` };
  return words[plural.select(n)] ?? `${count} سطر`;
}

const texts: RunTexts = {
  maySee: (what) => `لا يحق لك الاطلاع على هذا: ${what}`,
  notRead: (what) => `تعذر تحميل هذا: ${what}`,
  stages: "المراحل",
  noStages: "ليس لهذا التشغيل مراحل.",
  noStagesYet: "لم تبدأ أي مرحلة بعد.",
  stagesHelp: "تنقلك مفاتيح الأسهم بين المراحل؛ ويفتح مفتاح الإدخال سجل المرحلة.",
  stageOf: (name, status, time) => (time === "" ? `${name}، ${status}` : `${name}، ${status}، ${time}`),
  log: "السجل",
  logOf: (name) => `سجل ${name}`,
  wholeLog: "السجل كاملًا",
  artifacts: "الملفات الناتجة",
  noArtifacts: "لم يحفظ هذا التشغيل أي ملف.",
  noArtifactsYet: "لم يُحفظ أي ملف بعد.",
  changes: "التغييرات",
  noChanges: "لم يتغير شيء منذ التشغيل السابق.",
  changeBy: (author, time) => `${author}، ${time}`,
  logEmpty: "السجل فارغ.",
  logEmptyYet: "لم يُكتب شيء بعد.",
  logLoading: "جارٍ تحميل السجل…",
  search: "البحث في السجل",
  nextMatch: "النتيجة التالية",
  previousMatch: "النتيجة السابقة",
  matchOf: (at, count) => `${at} من ${count}`,
  noMatch: "لا نتائج",
  manyMatches: (count) => `أكثر من ${count}`,
  wrap: "التفاف الأسطر",
  follow: "متابعة",
  copy: "نسخ",
  copied: "نُسخ السجل.",
  copyTooLarge: "السجل أكبر من أن يُنسخ؛ يمكنك تنزيله.",
  copyFailed: "لم يسمح المتصفح بالنسخ.",
  download: "تنزيل",
  summary: "ملخص",
  lines,
  logGrows: "قد يأتي المزيد",
  logEnds: "مكتمل",
  lastLine: (text) => `السطر الأخير: ${text}`,
  moreOfLine: (count) => `${count} حرفًا إضافيًا`,
};

export default texts;
