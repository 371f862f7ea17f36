/** Disputes a township sees every year, all invented. */

export interface Dispute {
  category: string
  /** as in the name of a case: 甲与乙…纠纷 */
  cause: string
  summary: string
  term: string
}

export const disputes = {
  wall: {
    category: '02',
    cause: '邻里',
    summary: '两家共用院墙，一方翻建时滴水檐伸出约三十厘米，雨天水落入另一方院内，双方多次争吵。',
    term: '滴水檐退回墙内并加装落水管，费用由翻建一方承担。',
  },
  ridge: {
    category: '07',
    cause: '山林土地',
    summary: '相邻承包地之间的田埂被犁去一截，界石移位，双方对原边界说法不一。',
    term: '按现场丈量的边界重新栽设界石，犁去的田埂于春耕前恢复。',
  },
  wages: {
    category: '10',
    cause: '拖欠工资',
    summary: '在镇建材厂做工三个月，工资只付一半，余款多次催要未果。',
    term: '余欠工资分三期付清，逾期按约定另付利息。',
  },
  stall: {
    category: '06',
    cause: '损害赔偿',
    summary: '电动三轮车倒车时碰倒摊位，货物受损，双方对损失数额有分歧。',
    term: '赔偿货物损失，当场付清，双方不再追究。',
  },
  support: {
    category: '01',
    cause: '赡养',
    summary: '老人随长子居住，次子两年未付赡养费，老人生活费用不足。',
    term: '次子每月付赡养费，逢五日前交到老人手中，医药费由兄弟均摊。',
  },
  leak: {
    category: '17',
    cause: '物业',
    summary: '楼上管道渗漏，浸湿楼下天花板和家具，双方与物业对责任说法不一。',
    term: '物业修复管道，楼上住户承担粉刷费用。',
  },
  rent: {
    category: '04',
    cause: '合同',
    summary: '土地流转租金到期未付，承租方称收成不好要求减免。',
    term: '本年租金减收两成，余款年底前付清，来年按原约定执行。',
  },
  road: {
    category: '08',
    cause: '征地拆迁',
    summary: '修路占用宅基地一角，双方对补偿面积的丈量结果有争议。',
    term: '由第三方复测，以复测面积为准结算补偿款。',
  },
  traffic: {
    category: '16',
    cause: '道路交通事故',
    summary: '两轮电动车在村口路段相碰，一方手臂擦伤，双方对医药费和误工费有分歧。',
    term: '赔偿医药费和误工费，签字当日付清一半，余款一个月内付清。',
  },
  couple: {
    category: '01',
    cause: '婚姻家庭',
    summary: '夫妻因家庭开支争吵，男方酒后动手，女方回娘家居住，要求男方保证不再发生。',
    term: '男方当面道歉并书面保证不再动手，双方分开保管各自收入。',
  },
  goods: {
    category: '14',
    cause: '消费',
    summary: '购买的农机具使用三天后损坏，卖方认为操作不当，双方对是否包修有争议。',
    term: '卖方负责修理并更换损坏部件，工时费由买方承担一半。',
  },
  smoke: {
    category: '09',
    cause: '环境污染',
    summary: '养殖场污水流入下游鱼塘，部分鱼苗死亡，双方对原因和损失各执一词。',
    term: '养殖场修建沉淀池，补偿鱼苗损失，由村委会监督。',
  },
} as const satisfies Record<string, Dispute>
