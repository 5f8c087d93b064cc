/** Texts of the Test screen: the form's frame, the live view, and the lab. */
import type { TextTree } from './tree.ts';

export const testTexts = {
  title: { en: 'What is wrong with this address?', zh: '这个地址有什么问题？' },
  url: { en: 'Address to test', zh: '测试地址' },
  placeholder: { en: 'https://example.org/file.zip', zh: 'https://example.org/file.zip' },
  run: { en: 'Run', zh: '开始测试' },
  checkFtp: { en: 'Check FTP step by step', zh: '逐步检查 FTP' },
  checkFtpHint: {
    en: 'A short transfer (1024 KB) without sums: each step with its result, and where it breaks',
    zh: '短传输（1024 KB），不做校验：显示每一步的结果以及中断位置',
  },
  cancel: { en: 'Cancel', zh: '取消' },
  canceling: { en: 'Canceling…', zh: '正在取消…' },
  refused: { en: 'The test was not started', zh: '测试未开始' },
  urlMissing: { en: 'Enter the address of a file first', zh: '请先输入文件地址' },
  onlyAddress: {
    en: 'The options of that test are not known here any more: only its address was filled in.',
    zh: '该测试当时的选项已不可用，仅填入了地址。',
  },
  problem: { en: 'Something went wrong with the results of this run', zh: '本次运行的结果保存异常' },

  empty: {
    address: {
      en: 'Enter the address of a file (http, https, ftp or ftps) and press Run.',
      zh: '输入文件地址（http、https、ftp 或 ftps），然后开始测试。',
    },
    curl: {
      en: 'Or paste a curl command: its options become those of the test.',
      zh: '也可以粘贴 curl 命令，其选项会成为测试的选项。',
    },
    drop: {
      en: 'Or drop a file on the form: one to upload, or a task file.',
      zh: '也可以将文件拖放到表单上：待上传的文件或任务文件。',
    },
    example: { en: 'For example', zh: '例如' },
    exampleHint: { en: 'Put this address into the field', zh: '将此地址填入输入框' },
    labTitle: { en: 'No address at hand?', zh: '手边没有地址？' },
    lab: {
      en: 'The local lab starts servers on this computer that fail on purpose. See one failure as it looks here, or run a real test against each of them: that fills Results and Analysis too. Nothing leaves the computer.',
      zh: '本地实验室会在本机启动故意出错的服务器。可先演示一次故障，也可对每个服务器进行真实测试，结果会出现在“结果”和“分析”页面。数据不会离开本机。',
    },
    tryLab: { en: 'Prove all codes in the lab', zh: '在实验室中验证全部错误码' },
  },

  live: {
    title: { en: 'Live', zh: '实时' },
    starting: { en: 'Starting…', zh: '正在启动…' },
    attempt: { en: 'Attempt {number} of {total}', zh: '第 {number} 次，共 {total} 次' },
    phase: { en: 'Phase', zh: '阶段' },
    received: { en: 'Received', zh: '已接收' },
    ofBytes: { en: '{bytes} of {expected}', zh: '{bytes} / {expected}' },
    elapsed: { en: 'Elapsed', zh: '已用时间' },
    speed: { en: 'Speed', zh: '速度' },
    speedLine: { en: 'Speed over time', zh: '速度曲线' },
    noSpeed: { en: 'The line begins with the first byte', zh: '收到首字节后开始绘制' },
    progress: { en: 'Received of the whole', zh: '接收进度' },
  },

  attempts: {
    title: { en: 'Attempts of this run', zh: '本次运行的各次测试' },
    summary: { en: '{done} of {total} done, {failed} failed', zh: '已完成 {done} / {total}，失败 {failed}' },
    number: { en: 'No.', zh: '序号' },
    shown: {
      en: 'The last {count} are listed; all are in Results.',
      zh: '仅列出最近 {count} 次；全部见“结果”页面。',
    },
  },
} satisfies TextTree;
